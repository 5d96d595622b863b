package io.lockstep.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.interop.EmbeddedNode;
import io.lockstep.interop.PeerServer;
import io.lockstep.interop.RealRedis;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever comes, Lockstep answers as a real server does, and ends with the same data. {@code
 * -Dconformance.commands=} sets how many commands a seed gives, {@code -Dconformance.seed=} the one
 * seed to play.
 */
class RandomCommandsIT {

  private static final int COMMANDS = Integer.getInteger("conformance.commands", 12_000);
  private static final int SEEDS = 10;
  private static final int MOST_AT_ONCE = 60;

  private static final Grammar GRAMMAR = Grammar.named("random.txt");

  private static RealRedis reference;
  private static EmbeddedNode subject;

  @BeforeAll
  static void start() {
    reference = RealRedis.start("--enable-debug-command", "yes", "--repl-diskless-sync-delay", "0");
    subject = EmbeddedNode.start("--repl-diskless-sync-delay", "0");
    reference.call("DEBUG", "SET-ACTIVE-EXPIRE", "0");
    subject.call("DEBUG", "SET-ACTIVE-EXPIRE", "0");
  }

  @AfterAll
  static void stop() {
    reference.close();
    subject.close();
  }

  static LongStream seeds() {
    Long one = Long.getLong("conformance.seed");
    return one == null ? LongStream.rangeClosed(1, SEEDS) : LongStream.of(one);
  }

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void answersAsARealServer(long seed) {
    reference.call("FLUSHALL");
    subject.call("FLUSHALL");
    try (var duel = new Duel(reference, subject, seed % 2 == 0 ? 2 : 3)) {
      play(duel, new Random(seed));
    }
    assertThat(digest(subject)).isEqualTo(digest(reference));
  }

  @Test
  void fullResyncsCarryTheSameDataInBothDirections() {
    try (var duel = new Duel(reference, subject, 2);
        var ours = EmbeddedNode.start();
        var theirs = RealRedis.start("--enable-debug-command", "yes")) {
      play(duel, new Random(SEEDS + 1));
      follow(ours, reference);
      follow(theirs, subject);
      Awaitility.await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(() -> assertThat(digest(ours)).isEqualTo(digest(reference)));
      Awaitility.await()
          .atMost(Duration.ofSeconds(20))
          .untilAsserted(() -> assertThat(digest(theirs)).isEqualTo(digest(reference)));
    }
  }

  private static void follow(PeerServer replica, PeerServer master) {
    replica.call("REPLICAOF", "127.0.0.1", Integer.toString(master.port()));
  }

  private static void play(Duel duel, RandomGenerator random) {
    var commands = new RandomCommands(GRAMMAR, random);
    for (int left = COMMANDS; left > 0; ) {
      List<List<String>> portion = new ArrayList<>();
      for (int n = 1 + random.nextInt(Math.min(left, MOST_AT_ONCE)); n > 0; n--) {
        portion.add(commands.next());
      }
      assertThat(duel.play(random.nextInt(2), portion)).isEmpty();
      left -= portion.size();
    }
  }

  private static Object digest(PeerServer server) {
    return String.valueOf(server.call("DEBUG", "DIGEST"));
  }
}
