package io.lockstep.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.interop.EmbeddedNode;
import io.lockstep.interop.PeerServer;
import io.lockstep.interop.RealRedis;
import java.time.Duration;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever comes, Lockstep answers as a real server does, and ends with the same data. A second
 * real server does too, so that a difference is a finding and not a grammar's own. {@code
 * -Dconformance.commands=} sets how many commands a seed gives, {@code -Dconformance.seed=} the
 * first seed to play, {@code -Dconformance.seeds=} how many, {@code -Dconformance.grammar=} the one
 * grammar.
 */
class RandomCommandsIT {

  private static final int COMMANDS = Integer.getInteger("conformance.commands", 12_000);
  private static final int SEEDS = Integer.getInteger("conformance.seeds", 10);
  private static RealRedis reference;
  private static RealRedis twin;
  private static EmbeddedNode subject;

  @BeforeAll
  static void start() {
    reference = RealRedis.start("--enable-debug-command", "yes", "--repl-diskless-sync-delay", "0");
    twin = RealRedis.start("--enable-debug-command", "yes", "--repl-diskless-sync-delay", "0");
    subject = EmbeddedNode.start("--repl-diskless-sync-delay", "0");
    Stream.of(reference, twin, subject).forEach(RandomGame::prepare);
  }

  @AfterAll
  static void stop() {
    reference.close();
    twin.close();
    subject.close();
  }

  static Stream<String> grammars() {
    var one = System.getProperty("conformance.grammar");
    return one == null ? Conformance.GRAMMARS.stream() : Stream.of(one);
  }

  static Stream<Arguments> games() {
    return grammars().flatMap(g -> seeds().mapToObj(seed -> Arguments.of(g, seed)));
  }

  private static LongStream seeds() {
    long first = Long.getLong("conformance.seed", 1);
    return LongStream.range(first, first + SEEDS);
  }

  @ParameterizedTest(name = "{0}, seed {1}")
  @MethodSource("games")
  void answersAsARealServer(String grammar, long seed) {
    fight(grammar, seed, subject);
  }

  @ParameterizedTest
  @MethodSource("grammars")
  void twoOfAKindAnswerAlike(String grammar) {
    fight(grammar, Long.getLong("conformance.seed", 1), twin);
  }

  @ParameterizedTest
  @MethodSource("grammars")
  void dumpsCarryTheSameDataInBothDirections(String grammar) {
    fight(grammar, SEEDS + 2, subject);
    assertThat(Transplant.failures(reference, subject)).isEmpty();
    assertThat(Transplant.failures(subject, reference)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("grammars")
  void dumpsOfARealServerSuitAnother(String grammar) {
    fight(grammar, SEEDS + 2, twin);
    assertThat(Transplant.failures(reference, twin)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("grammars")
  void fullResyncsCarryTheSameDataInBothDirections(String grammar) {
    fight(grammar, SEEDS + 1, subject);
    try (var ours = EmbeddedNode.start();
        var theirs = RealRedis.start("--enable-debug-command", "yes")) {
      follow(ours, reference);
      follow(theirs, subject);
      awaitDigestOfReference(ours);
      awaitDigestOfReference(theirs);
    }
  }

  private static void follow(PeerServer replica, PeerServer master) {
    replica.call("REPLICAOF", "127.0.0.1", Integer.toString(master.port()));
  }

  private static void awaitDigestOfReference(PeerServer replica) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(
            () -> assertThat(RandomGame.digest(replica)).isEqualTo(RandomGame.digest(reference)));
  }

  private static void fight(String grammar, long seed, PeerServer opponent) {
    new RandomGame(grammar, seed, COMMANDS).play(reference, opponent);
  }
}
