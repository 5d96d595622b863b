package io.lockstep.command.parameter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same CONFIG commands to our parameters and to a real redis-server 7.0. */
class ParametersIT {

  /** In 7.2 and not in 7.0, with what 7.2 answers. */
  private static final Map<String, String> NEW_IN_7_2 =
      Map.of(
          "cluster-announce-human-nodename", "",
          "locale-collate", "",
          "set-max-listpack-entries", "128",
          "set-max-listpack-value", "64");

  private static final Map<String, String> OWN =
      Map.of("http-port", "0", "http-bind", "127.0.0.1 -::1");

  /** Answered to patterns by 7.0, hidden in 7.2. */
  private static final Set<String> HIDDEN_SINCE_7_2 = Set.of("aof-disable-auto-gc");

  /** Given on the peer's command line, or ours by intent: we listen on loopback only. */
  private static final Map<String, String> OTHER_DEFAULTS =
      Map.of("port", "6379", "bind", "127.0.0.1 -::1");

  /** Setting them has effects that end the peer, move it, or depend on the machine. */
  private static final Set<String> NOT_TRIED =
      Set.of(
          "port",
          "bind",
          "tls-port",
          "tls-cluster",
          "tls-replication",
          "maxclients", // limited by the open files of the process
          "oom-score-adj", // needs privileges
          "oom-score-adj-values",
          "requirepass",
          "watchdog-period", // signals
          "crash-log-enabled",
          "appendonly"); // forks a child

  /** Sizes that no {@code long} holds: Redis keeps them, we keep the largest {@code long}. */
  private static final Set<String> KEPT_AS_LARGEST =
      Set.of("maxmemory 9223372036854775808", "cluster-link-sendbuf-limit 9223372036854775808");

  private static final List<String> VALUES =
      List.of(
          "",
          " ",
          "0",
          "1",
          "-1",
          "+1",
          "01",
          "5",
          "42",
          "99",
          "100",
          "101",
          "1000",
          "1001",
          "65535",
          "65536",
          "1048576",
          "2147483647",
          "2147483648",
          "-2147483648",
          "-2147483649",
          "4294967296",
          "9223372036854775807",
          "9223372036854775808",
          "1k",
          "1kb",
          "3MB",
          "2gb",
          "5%",
          "101%",
          "-5%",
          "%",
          "1.5",
          "0x10",
          "yes",
          "no",
          "YES",
          "No",
          "maybe",
          "local",
          "debug",
          "allkeys-LRU",
          "everysec",
          "swapdb",
          "clients",
          "hostname",
          "resetchannels",
          "panic",
          "save now",
          "nosave",
          "save nosave",
          "60 1",
          "60 1 30",
          "60 1 30 5",
          "0 1",
          "60 -1",
          "60  1",
          "60 1 ",
          "normal 0 0 0",
          "slave 1mb 2mb 3",
          "replica 1 2 x",
          "master 1 2 3",
          "normal 1 2 3 pubsub 4 5 -6",
          "50 99.5",
          "50 x",
          "100.1",
          "-0.5",
          "12.3456789",
          "KEA",
          "Elmdt",
          "An",
          "KEq",
          "{title}",
          "{title}}",
          "{{title}}",
          "{listen-addr} {title}",
          "{ title}",
          "{nosuch}",
          "{title",
          "a}b",
          "a.b-c",
          "a_b",
          "caf\u00e9 \"x\"");

  @TempDir static Path directory;
  private static RedisPeer peer;
  private final Parameters parameters =
      new Parameters(ParameterCatalogue.complete(), directory.toString());

  @BeforeAll
  static void startRedis() throws IOException {
    assumeThat(RedisPeer.isInstalled()).isTrue();
    peer = RedisPeer.start(directory, "--dir", directory.toString());
  }

  @AfterAll
  static void stopRedis() throws IOException {
    if (RedisPeer.isInstalled()) {
      peer.close();
    }
  }

  @Test
  void knowsEveryNameAndDefault() {
    var expected = new TreeMap<>(peer.configGet("*"));
    expected.keySet().removeAll(HIDDEN_SINCE_7_2);
    expected.putAll(NEW_IN_7_2);
    expected.putAll(OTHER_DEFAULTS);
    expected.put("dir", directory.toString());
    assertThat(new TreeMap<>(parameters.matching(List.of("*")))).isEqualTo(expected);
  }

  /** Redis' tools read all that a pattern finds, and know nothing of ours. */
  @Test
  void tellsItsOwnParametersByTheirWholeNamesOnly() {
    assertThat(parameters.matching(List.copyOf(OWN.keySet()))).isEqualTo(OWN);
    assertThat(parameters.matching(List.of("http*"))).isEmpty();
  }

  @Test
  void answersEveryValueOfEveryParameterAsRedisDoes() {
    var softly = new SoftAssertions();
    for (var name : triedNames()) {
      for (var value : VALUES) {
        if (!KEPT_AS_LARGEST.contains(name + " " + value)) {
          softly
              .assertThat(ours(name, value))
              .as("%s '%s'", name, value)
              .isEqualTo(theirs(name, value));
        }
      }
      restore(name);
    }
    softly.assertAll();
  }

  private static List<String> triedNames() {
    var names = new ArrayList<String>();
    ParameterCatalogue.complete()
        .names()
        .forEach(
            (name, parameter) -> {
              if (!NOT_TRIED.contains(name) && peer.configGet(name).size() == 1) {
                names.add(name);
              }
            });
    assertThat(names).hasSizeGreaterThan(150);
    return names;
  }

  private String ours(String... pairs) {
    var outcome = parameters.set(List.of(pairs), new Circumstances(true, false));
    var reply = outcome instanceof SetOutcome.Refused refused ? refused.error() : "OK";
    return reply + parameters.matching(List.of(pairs[0]));
  }

  private static String theirs(String... pairs) {
    var words = new ArrayList<>(List.of("CONFIG", "SET"));
    words.addAll(List.of(pairs));
    return peer.send(words.toArray(String[]::new)) + peer.configGet(pairs[0]);
  }

  private void restore(String name) {
    var initial = new Parameters(parameters.catalogue(), directory.toString());
    var value = initial.matching(List.of(name)).getOrDefault(name, "");
    assertThat(ours(name, value)).isEqualTo(theirs(name, value));
  }

  @Test
  void answersSeveralPairsAsRedisDoes() {
    for (var pairs :
        List.of(
            new String[] {"timeout", "5", "hz", "20"},
            new String[] {"timeout", "6", "hz", "x"},
            new String[] {"timeout", "x", "nosuch", "1"},
            new String[] {"TimeOut", "1", "timeout", "2"},
            new String[] {"slave-priority", "3", "replica-priority", "4"},
            new String[] {"databases", "1", "nosuch", "2"},
            new String[] {"nosuch", "1", "databases", "2"},
            new String[] {"DBFilename", "1", "timeout", "x"},
            new String[] {"timeout", "0", "hz", "10"},
            new String[] {"replica-priority", "100"})) {
      assertThat(ours(pairs)).isEqualTo(theirs(pairs));
    }
  }

  @Test
  void findsTheSameNamesByPattern() {
    for (var pattern :
        List.of("*max-*", "S*V*", "t[a-l]*", "?z", "[^a-q]*", "repl*[ey]", "*-list\\pack-*", "[")) {
      var expected = new TreeMap<>(peer.configGet(pattern, "timeout")).keySet();
      var found = new TreeMap<>(parameters.matching(List.of(pattern, "timeout"))).keySet();
      found.removeAll(NEW_IN_7_2.keySet());
      expected.removeAll(HIDDEN_SINCE_7_2);
      assertThat(found).as(pattern).isEqualTo(expected);
    }
  }
}
