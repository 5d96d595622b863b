package io.lockstep.conformance;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.lockstep.interop.PeerServer;
import io.lockstep.interop.RedisConnection;
import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The same commands to two servers over two connections each, in portions, every reply compared.
 */
final class Duel implements AutoCloseable {

  private static final int CLIENTS = 2;
  private static final int HISTORY = 60;

  /** Times pass between the servers. */
  private static final Set<String> TIMES = Set.of("ttl", "pttl", "expiretime", "pexpiretime");

  /** What depends on the moment, on the version and on the shape of memory. */
  private static final Set<String> IDLERS = Set.of("xinfo", "xpending");

  private static final Set<String> OWN =
      Set.of("idle", "#2", "consumers", "radix-tree-keys", "radix-tree-nodes");
  private static final Set<String> NEW_IN_SEVEN_TWO = Set.of("inactive", "active-time");

  private static final Pattern LONG_DOUBLE =
      Pattern.compile("(,|\\$\\d+\r\n)(-?[\\d.]{17,}(?:e[+-]?\\d+)?)\r\n");

  private final List<RedisConnection> expected = new ArrayList<>();
  private final List<RedisConnection> actual = new ArrayList<>();
  private final Deque<String> history = new ArrayDeque<>();
  private final Looseness[] queued = new Looseness[CLIENTS];

  Duel(PeerServer reference, PeerServer subject, int protocol) {
    Arrays.fill(queued, Looseness.NONE);
    for (int i = 0; i < CLIENTS; i++) {
      expected.add(greet(reference.connect(), protocol));
      actual.add(greet(subject.connect(), protocol));
    }
  }

  private static RedisConnection greet(RedisConnection connection, int protocol) {
    if (protocol != 2) {
      connection.call("HELLO", Integer.toString(protocol));
    }
    return connection;
  }

  /** Sends a portion on one of the connections; the first reply that differs, if any. */
  Optional<String> play(int client, List<List<String>> commands) {
    var bytes = new ByteArrayOutputStream();
    commands.forEach(c -> bytes.writeBytes(RedisConnection.encode(c.toArray(String[]::new))));
    expected.get(client).send(bytes.toByteArray());
    actual.get(client).send(bytes.toByteArray());
    Optional<String> difference = Optional.empty();
    for (var command : commands) {
      var found = compare(client, command);
      difference = difference.isEmpty() ? found : difference;
    }
    return difference;
  }

  private Optional<String> compare(int client, List<String> command) {
    var name = command.getFirst().toLowerCase(Locale.ROOT);
    var loose = name.equals("exec") ? queued[client] : Looseness.of(command);
    var wanted = comparable(expected.get(client).receive(), name, loose);
    var got = comparable(actual.get(client).receive(), name, loose);
    queued[client] = name.equals("exec") ? Looseness.NONE : queued[client].and(loose);
    remember(client, command, wanted);
    return wanted.equals(got)
        ? Optional.empty()
        : Optional.of("%s%n expected %s%n actual   %s".formatted(history(), wanted, got));
  }

  /** The last commands and what the reference answered. */
  String history() {
    return String.join("\n", history);
  }

  private void remember(int client, List<String> command, String reply) {
    history.add(client + ": " + Conformance.escaped(command.toString()) + " -> " + reply);
    if (history.size() > HISTORY) {
      history.remove();
    }
  }

  private static String comparable(byte[] reply, String name, Looseness loose) {
    if (IDLERS.contains(name)) {
      return ReplyTree.of(reply).without(NEW_IN_SEVEN_TWO).masked(OWN).withoutClock().toString();
    }
    var text = inSevenTwo(new String(reply, ISO_8859_1), name);
    boolean isTimed = name.equals("exec") || TIMES.contains(name);
    var shown = isTimed ? text.replaceAll(":[1-9]\\d{7,}\r", ":0\r") : text;
    return loose == Looseness.NONE || shown.startsWith("-")
        ? Conformance.escaped(shown)
        : loose.view(ReplyTree.of(shown.getBytes(ISO_8859_1)));
  }

  /** What 7.2 says in other words than 7.0. */
  private static String inSevenTwo(String text, String name) {
    var told =
        text.replaceAll(
            "-ERR Unbalanced \\S+ list of streams: .*\r\n", "-ERR Unbalanced list of streams\r\n");
    return name.startsWith("z") || name.equals("exec")
        ? LONG_DOUBLE.matcher(told).replaceAll(Duel::shortest)
        : told;
  }

  /** A number that 7.0 spells with 17 digits, and 7.2 with as many as it needs. */
  private static String shortest(MatchResult found) {
    var shortest = Double.toString(Double.parseDouble(found.group(2)));
    var start = found.group(1).equals(",") ? "," : "\\$" + shortest.length() + "\r\n";
    return start + shortest + "\r\n";
  }

  @Override
  public void close() {
    expected.forEach(RedisConnection::close);
    actual.forEach(RedisConnection::close);
  }
}
