package io.lockstep.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Pairs of all makes: full resync under writes, and links that are killed again and again. */
class PairIT {

  private static final int KILLS = 50;
  private static final int PARTIAL_RESYNCS = 45;

  static Stream<Arguments> pairs() {
    return Stream.of(
        Arguments.of(Make.SEVEN, Make.LOCKSTEP),
        Arguments.of(Make.SIX, Make.LOCKSTEP),
        Arguments.of(Make.LOCKSTEP, Make.SEVEN),
        Arguments.of(Make.LOCKSTEP, Make.SIX),
        Arguments.of(Make.LOCKSTEP, Make.LOCKSTEP));
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void writesDuringAFullResyncAllArrive(Make ofMaster, Make ofReplica) {
    try (var master = ofMaster.start();
        var replica = ofReplica.start()) {
      master.call("DEBUG", "POPULATE", "50000", "populated", "100");
      try (var writes = Writes.to(master, 1)) {
        await().until(() -> writes.batches() > 50);
        Links.follow(replica, master);
        Links.awaitUp(replica);
        long before = writes.batches();
        await().until(() -> writes.batches() > before + 100);
      }
      Links.awaitEqual(master, replica);
      assertThat(Links.stat(master, "sync_full")).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void fiftyLostLinksResume(Make ofMaster, Make ofReplica) {
    try (var master = ofMaster.start("--repl-backlog-size", "16mb");
        var replica = ofReplica.start()) {
      Links.follow(replica, master);
      Links.awaitUp(replica);
      try (var writes = Writes.to(master, 2)) {
        for (int kill = 0; kill < KILLS; kill++) {
          kill(master, replica, kill);
          long before = writes.batches();
          await().until(() -> writes.batches() > before + 5);
        }
      }
      Links.awaitEqual(master, replica);
      assertThat(Links.stat(master, "sync_partial_ok")).isGreaterThanOrEqualTo(PARTIAL_RESYNCS);
    }
  }

  @ParameterizedTest
  @MethodSource("pairs")
  void pausedReplicaReadsItsMasterAndAppliesNothing(Make ofMaster, Make ofReplica) {
    Assumptions.assumeFalse(ofReplica == Make.SIX, "6.2 does not tell slave_read_repl_offset");
    try (var master = ofMaster.start();
        var replica = ofReplica.start()) {
      master.call("CONFIG", "SET", "repl-ping-replica-period", "1000"); // a PING is applied at once
      Links.follow(replica, master);
      Links.awaitUp(replica);
      master.call("SET", "before", "1");
      Links.awaitEqual(master, replica);
      long applied = Links.offset(replica, "slave_repl_offset");

      replica.call("CLIENT", "PAUSE", "100000", "WRITE");
      master.call("SET", "meanwhile", "1");
      await()
          .until(
              () ->
                  Links.offset(replica, "slave_read_repl_offset")
                      == Links.offset(master, "master_repl_offset"));
      assertThat(Links.offset(replica, "slave_repl_offset")).isEqualTo(applied);
      assertThat(replica.call("GET", "meanwhile")).isNull();

      replica.call("CLIENT", "UNPAUSE");
      Links.awaitEqual(master, replica);
      assertThat(replica.call("GET", "meanwhile")).isEqualTo("1");
    }
  }

  /** Every other link is cut by the master. */
  private static void kill(PeerServer master, PeerServer replica, int number) {
    long syncs = syncs(master);
    if (number % 2 == 0) {
      assertThat(master.call("CLIENT", "KILL", "TYPE", "replica")).isEqualTo(1L);
    } else {
      assertThat(replica.call("CLIENT", "KILL", "TYPE", "master")).isEqualTo(1L);
    }
    await()
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(10))
        .until(() -> syncs(master) > syncs);
    Links.awaitUp(replica);
  }

  private static long syncs(PeerServer master) {
    return Links.stat(master, "sync_partial_ok") + Links.stat(master, "sync_full");
  }
}
