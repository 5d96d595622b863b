package io.lockstep.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.interop.EmbeddedNode;
import io.lockstep.interop.PeerServer;
import io.lockstep.interop.RealRedis;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

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

  @ParameterizedTest(name = "{0}, seed {1}")
  @MethodSource("games")
  void replicasOfEitherKindFollow(String grammar, long seed) {
    prepare();
    try (var ours = EmbeddedNode.start();
        var theirs = realRedis()) {
      RandomGame.prepare(ours);
      RandomGame.prepare(theirs);
      follow(ours, reference);
      follow(theirs, lockstep);
      new RandomGame(grammar, seed + SEEDS, COMMANDS).play(reference, lockstep);
      awaitDigestOfReference(ours);
      awaitDigestOfReference(theirs);
    }
  }

  private static void prepare() {
    RandomGame.prepare(reference);
    RandomGame.prepare(lockstep);
  }

  private static void follow(PeerServer replica, PeerServer master) {
    replica.call("REPLICAOF", "127.0.0.1", Integer.toString(master.port()));
    Awaitility.await()
        .atMost(LIMIT)
        .until(
            () ->
                String.valueOf(replica.call("INFO", "replication"))
                    .contains("master_link_status:up"));
  }

  private static void awaitDigestOfReference(PeerServer replica) {
    Awaitility.await()
        .atMost(LIMIT)
        .untilAsserted(
            () -> assertThat(RandomGame.digest(replica)).isEqualTo(RandomGame.digest(reference)));
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
