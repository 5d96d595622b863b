package io.lockstep.conformance;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.lockstep.interop.PeerServer;
import io.lockstep.interop.RedisConnection;
import io.lockstep.interop.Reply;
import java.io.ByteArrayOutputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The same commands to two servers over two connections each, in portions, every reply compared.
 */
final class Duel implements AutoCloseable {

  private static final int CLIENTS = 2;
  private static final int HISTORY = 40;

  /** Times pass between the servers, and tables have orders of their own. */
  private static final Set<String> TIMES = Set.of("ttl", "pttl", "expiretime", "pexpiretime");

  private static final Set<String> UNORDERED = Set.of("keys", "scan");

  private final List<RedisConnection> expected = new ArrayList<>();
  private final List<RedisConnection> actual = new ArrayList<>();
  private final Deque<String> history = new ArrayDeque<>();
  private final boolean[] queuedUnordered = new boolean[CLIENTS];
  private final boolean[] queuedAdrift = new boolean[CLIENTS];

  Duel(PeerServer reference, PeerServer subject, int protocol) {
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
    boolean isExec = name.equals("exec");
    boolean unordered = isExec ? queuedUnordered[client] : UNORDERED.contains(name);
    boolean timed = isExec || TIMES.contains(name);
    boolean adrift = isExec ? queuedAdrift[client] : isAdrift(command);
    var wanted = comparable(expected.get(client).receive(), unordered, timed, adrift);
    var got = comparable(actual.get(client).receive(), unordered, timed, adrift);
    queuedUnordered[client] = !isExec && (queuedUnordered[client] || unordered);
    queuedAdrift[client] = !isExec && (queuedAdrift[client] || adrift);
    remember(client, command, wanted);
    return wanted.equals(got)
        ? Optional.empty()
        : Optional.of(
            "%s%n expected %s%n actual   %s".formatted(String.join("\n", history), wanted, got));
  }

  /** A cursor that no reply gave leads anywhere: what is found depends on the size of the table. */
  private static boolean isAdrift(List<String> command) {
    return command.getFirst().equalsIgnoreCase("scan")
        && command.size() > 1
        && !command.get(1).equals("0");
  }

  private void remember(int client, List<String> command, String reply) {
    history.add(client + ": " + Conformance.escaped(command.toString()) + " -> " + reply);
    if (history.size() > HISTORY) {
      history.remove();
    }
  }

  private static String comparable(byte[] reply, boolean unordered, boolean timed, boolean adrift) {
    var text = new String(reply, ISO_8859_1);
    if (adrift && text.startsWith("*")) {
      return "*";
    }
    var shown = timed ? text.replaceAll(":[1-9]\\d{7,}\r", ":0\r") : text;
    if (unordered && shown.matches("(?s)[*~%].*")) {
      return String.valueOf(Conformance.sorted(Reply.value(shown.getBytes(ISO_8859_1))));
    }
    return Conformance.escaped(shown);
  }

  @Override
  public void close() {
    expected.forEach(RedisConnection::close);
    actual.forEach(RedisConnection::close);
  }
}
