package io.lockstep.conformance;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.interop.EmbeddedNode;
import io.lockstep.interop.PeerServer;
import io.lockstep.interop.RealRedis;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** No command and no option of a command is left out of the scripts. */
class CoverageIT {

  /** What Lockstep need not have: it is a part of something else that Lockstep has not. */
  private static final List<String> ABSENT =
      List.of(
          "acl", // one user
          "asking", // no cluster, in this line and the next
          "cluster",
          "readonly",
          "readwrite",
          "eval", // no scripts, from here on
          "evalsha",
          "fcall",
          "function",
          "script",
          "bgrewriteaof", // no journal
          "failover", // not coordinated by the master yet
          "migrate", // no connections to strangers
          "module", // no modules
          "monitor",
          "client|caching", // no tracking of keys
          "client|tracking");

  /** Commands and options that scripts cannot have, as they end what the script runs on. */
  private static final Set<String> UNFIT =
      Set.of(
          "client|pause", // these two stop the clients of every script
          "client|unpause",
          "psync", // these three make the connection a replica's
          "replconf",
          "sync",
          "replicaof", // these two make the server a replica
          "slaveof",
          "save", // these two write files, which is for SavedFilesIT
          "bgsave",
          "debug");

  private static EmbeddedNode lockstep;
  private static RealRedis reference;
  private static List<List<String>> rows;

  @BeforeAll
  static void start() {
    lockstep = EmbeddedNode.start();
    reference = RealRedis.start();
    rows =
        Conformance.SCRIPTS.stream()
            .flatMap(script -> Script.named(script).lines().stream())
            .map(line -> line.words().stream().map(w -> w.toLowerCase(Locale.ROOT)).toList())
            .filter(words -> !words.isEmpty())
            .toList();
  }

  @AfterAll
  static void stop() {
    lockstep.close();
    reference.close();
  }

  @Test
  void everyCommandHasARow() {
    var names = commands(lockstep);
    names.retainAll(commands(reference)); // newer ones have nothing to be compared with
    names.removeIf(name -> UNFIT.contains(name) || !rowsOf(name).isEmpty());
    assertThat(names).isEmpty();
  }

  @Test
  void everyOptionHasARow() {
    var options = optionsOf(commands(lockstep));
    options.removeIf(CoverageIT::hasRow);
    assertThat(options).isEmpty();
  }

  private record Option(String command, String token) implements Comparable<Option> {
    @Override
    public int compareTo(Option other) {
      return toString().compareTo(other.toString());
    }
  }

  private static boolean hasRow(Option option) {
    return UNFIT.contains(option.command)
        || rowsOf(option.command).stream().anyMatch(words -> words.contains(option.token));
  }

  private static Set<Option> optionsOf(Set<String> commands) {
    var options = new TreeSet<Option>();
    docs().forEach((name, doc) -> addOptions(name.toString(), (Map<?, ?>) doc, options));
    options.removeIf(option -> !commands.contains(option.command));
    return options;
  }

  private static void addOptions(String command, Map<?, ?> doc, Set<Option> options) {
    if (doc.get("subcommands") instanceof Map<?, ?> inner) {
      inner.forEach((name, its) -> addOptions(name.toString(), (Map<?, ?>) its, options));
    }
    tokens(doc.get("arguments")).forEach(token -> options.add(new Option(command, token)));
  }

  private static List<String> tokens(@Nullable Object arguments) {
    var tokens = new ArrayList<String>();
    if (arguments instanceof List<?> list) {
      for (var argument : list) {
        var fields = (Map<?, ?>) argument;
        if (fields.get("token") instanceof String token) {
          tokens.add(token.toLowerCase(Locale.ROOT));
        }
        tokens.addAll(tokens(fields.get("arguments")));
      }
    }
    return tokens;
  }

  private static List<List<String>> rowsOf(String command) {
    var words = List.of(command.split("\\|", -1));
    return rows.stream()
        .filter(row -> row.size() >= words.size() && row.subList(0, words.size()).equals(words))
        .toList();
  }

  @Test
  void whatLockstepHasNotIsKnown() {
    var names = commands(reference);
    names.removeAll(commands(lockstep));
    names.removeIf(name -> ABSENT.stream().anyMatch(name::startsWith));
    assertThat(names).isEmpty();
  }

  private static Set<String> commands(PeerServer server) {
    var names = new TreeSet<String>();
    ((List<?>) requireNonNull(server.call("COMMAND", "LIST")))
        .forEach(name -> names.add(String.valueOf(name)));
    return names;
  }

  private static Map<?, ?> docs() {
    try (var client = reference.connect()) {
      client.call("HELLO", "3");
      return (Map<?, ?>) requireNonNull(client.call("COMMAND", "DOCS"));
    }
  }
}
