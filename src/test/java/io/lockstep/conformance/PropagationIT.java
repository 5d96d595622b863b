package io.lockstep.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.interop.EmbeddedNode;
import io.lockstep.interop.PeerServer;
import io.lockstep.interop.RealRedis;
import io.lockstep.interop.RedisConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Lockstep tells its replicas of every command what a real server tells its own, and a replica of
 * either kind follows a master of the other. {@code -Dconformance.told=} sets how many random
 * commands a seed gives, {@code -Dconformance.seed=} the first seed, {@code -Dconformance.seeds=}
 * how many, {@code -Dconformance.grammar=} the one grammar.
 */
class PropagationIT {

  private static final int COMMANDS = Integer.getInteger("conformance.told", 5_000);
  private static final int SEEDS = Integer.getInteger("conformance.seeds", 2);
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private static final String[] PATIENT = {
    "--repl-diskless-sync-delay",
    "0",
    "--repl-timeout",
    "3600",
    "--repl-ping-replica-period",
    "3600"
  };

  private static RealRedis reference;
  private static EmbeddedNode lockstep;

  @BeforeAll
  static void start() {
    reference = realRedis();
    lockstep = EmbeddedNode.start(PATIENT);
  }

  private static RealRedis realRedis() {
    var debug = Stream.of("--enable-debug-command", "yes");
    return RealRedis.start(Stream.concat(debug, Stream.of(PATIENT)).toArray(String[]::new));
  }

  @AfterAll
  static void stop() {
    reference.close();
    lockstep.close();
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void scriptsReachReplicasAlike(String script) {
    var differences = new ArrayList<String>();
    try (var expected = new Performer(reference, 2);
        var actual = new Performer(lockstep, 2);
        var streams = new StreamDuel(reference, lockstep)) {
      for (var line : Script.named(script).lines()) {
        if (!line.is(Mark.RESP3)) {
          expected.perform(line);
          actual.perform(line);
          differenceAt(line, streams)
              .map(
                  difference ->
                      "%s:%d %s%s".formatted(script, line.number(), line.text(), difference))
              .ifPresent(differences::add);
        }
      }
    }
    assertThat(differences).isEmpty();
  }

  private static Optional<String> differenceAt(Line line, StreamDuel streams) {
    if (line.is(Mark.STREAM_LATER)) {
      return Optional.empty();
    }
    var rules = new ArrayList<>(StreamRule.ALWAYS);
    if (line.is(Mark.SHAPE)) {
      rules.add(StreamRule.MEMBERS_ARE_CHOSEN_BY_CHANCE);
    }
    if (line.is(Mark.UNORDERED)) {
      rules.add(StreamRule.KEYS_RUN_OUT_AS_THEY_ARE_FOUND);
    }
    var found = streams.difference(rules);
    return line.is(Mark.SEVEN_TWO_STREAM) ? Optional.empty() : found;
  }

  @ParameterizedTest(name = "{0}, seed {1}")
  @MethodSource("games")
  void randomCommandsReachReplicasAlike(String grammar, long seed) {
    prepare();
    try (var streams = new StreamDuel(reference, lockstep)) {
      new RandomGame(grammar, seed, COMMANDS).play(reference, lockstep, streams::difference);
    }
  }

  /** Where Redis' own replica does not get to what its master has, others get to where it gets. */
  @ParameterizedTest(name = "{0}, seed {1}")
  @MethodSource("games")
  void replicasOfEitherKindFollow(String grammar, long seed) {
    prepare();
    try (var model = realRedis();
        var ours = EmbeddedNode.start();
        var theirs = realRedis()) {
      Stream.of(model, ours, theirs).forEach(RandomGame::prepare);
      follow(model, reference);
      follow(ours, reference);
      follow(theirs, lockstep);
      new RandomGame(grammar, seed + SEEDS, COMMANDS).play(reference, lockstep);
      awaitEndOfStream(reference, model);
      awaitEndOfStream(reference, ours);
      awaitEndOfStream(lockstep, theirs);
      assertThat(RandomGame.digest(ours)).isEqualTo(RandomGame.digest(model));
      assertThat(RandomGame.digest(theirs)).isEqualTo(RandomGame.digest(model));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void replicasOfEitherKindLoseWhatRunsOut(long seed) {
    prepare();
    try (var ours = EmbeddedNode.start();
        var theirs = realRedis()) {
      Stream.of(ours, theirs).forEach(RandomGame::prepare);
      follow(ours, reference);
      follow(theirs, lockstep);
      for (var master : List.of(reference, lockstep)) {
        master.call("DEBUG", "SET-ACTIVE-EXPIRE", Long.toString(seed % 2));
        perform(master, new RandomCommands(Grammar.named("random-expiring.txt"), new Random(seed)));
        master.call("DEBUG", "SET-ACTIVE-EXPIRE", "0");
      }
      awaitEndOfStream(reference, ours);
      awaitEndOfStream(lockstep, theirs);
      assertThat(RandomGame.digest(ours)).isEqualTo(RandomGame.digest(reference));
      assertThat(RandomGame.digest(theirs)).isEqualTo(RandomGame.digest(lockstep));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"no", "yes"})
  void keysThatRunOutByThemselvesAreTold(String lazily) {
    try (var streams = new StreamDuel(reference, lockstep)) {
      for (var master : List.of(reference, lockstep)) {
        master.call("FLUSHALL");
        master.call("DEBUG", "SET-ACTIVE-EXPIRE", "1");
        master.call("CONFIG", "SET", "lazyfree-lazy-expire", lazily);
        for (var key : List.of("a", "b", "c")) {
          master.call("SET", key, "v", "PX", "1");
          Awaitility.await().until(() -> Long.valueOf(0).equals(master.call("DBSIZE")));
        }
      }
      assertThat(streams.difference()).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"no", "yes"})
  void evictedKeysAreTold(String lazily) {
    try (var streams = new StreamDuel(reference, lockstep)) {
      for (var master : List.of(reference, lockstep)) {
        master.call("FLUSHALL");
        master.call("CONFIG", "SET", "lazyfree-lazy-eviction", lazily);
        master.call("CONFIG", "SET", "maxmemory-policy", "allkeys-random");
        master.call("SET", "only", "v");
        master.call("CONFIG", "SET", "maxmemory", "1");
        Awaitility.await().until(() -> Long.valueOf(0).equals(master.call("DBSIZE")));
        master.call("CONFIG", "SET", "maxmemory", "0");
      }
      assertThat(streams.difference()).isEmpty();
    }
  }

  private static void perform(PeerServer master, RandomCommands commands) {
    master.call("FLUSHALL");
    try (var client = master.connect()) {
      for (int i = 0; i < COMMANDS; i++) {
        client.send(RedisConnection.encode(commands.next().toArray(String[]::new)));
        client.receive();
      }
    }
  }

  private static void prepare() {
    RandomGame.prepare(reference);
    RandomGame.prepare(lockstep);
  }

  private static void follow(PeerServer replica, PeerServer master) {
    replica.call("REPLICAOF", "127.0.0.1", Integer.toString(master.port()));
    Awaitility.await().atMost(LIMIT).until(() -> told(replica, "master_link_status").equals("up"));
  }

  private static void awaitEndOfStream(PeerServer master, PeerServer replica) {
    var end = told(master, "master_repl_offset");
    Awaitility.await()
        .atMost(LIMIT)
        .untilAsserted(() -> assertThat(told(replica, "slave_repl_offset")).isEqualTo(end));
  }

  private static String told(PeerServer server, String field) {
    return String.valueOf(server.call("INFO", "replication"))
        .lines()
        .filter(line -> line.startsWith(field + ":"))
        .map(line -> line.substring(field.length() + 1))
        .findFirst()
        .orElse("nothing");
  }

  static Stream<Arguments> games() {
    long first = Long.getLong("conformance.seed", 1);
    var one = System.getProperty("conformance.grammar");
    return Conformance.GRAMMARS.stream()
        .filter(grammar -> one == null || one.equals(grammar))
        .flatMap(
            grammar ->
                LongStream.range(first, first + SEEDS)
                    .mapToObj(seed -> Arguments.of(grammar, seed)));
  }

  static Stream<String> scripts() {
    return Conformance.SCRIPTS.stream();
  }
}
