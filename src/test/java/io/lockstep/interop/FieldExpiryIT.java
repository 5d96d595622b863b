package io.lockstep.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Fields of hashes that run out, on a master and its replica. Both are Lockstep: no server of Redis
 * 7.4 is at hand, and older ones know nothing of it.
 */
class FieldExpiryIT {

  private static final String LATE_MS = "9999999999999";
  private static final int FIELDS = 700; // more than a packed hash has

  @ParameterizedTest
  @ValueSource(strings = {"yes", "no"})
  void timesSurviveAFullResync(String isDiskless) {
    try (var master = Make.LOCKSTEP.start("--repl-diskless-sync", isDiskless);
        var replica = Make.LOCKSTEP.start()) {
      fill(master, "small", 3);
      fill(master, "big", FIELDS);
      Links.follow(replica, master);
      Links.awaitUp(replica);
      Links.awaitEqual(master, replica);
      for (String key : List.of("small", "big")) {
        assertThat(times(replica, key)).hasSize(FIELDS).isEqualTo(times(master, key)).contains(-1L);
      }
    }
  }

  @Test
  void timesAndDeletionsGoDownTheStream() {
    try (var master = Make.LOCKSTEP.start();
        var replica = Make.LOCKSTEP.start()) {
      Links.follow(replica, master);
      Links.awaitUp(replica);
      fill(master, "small", 3);
      fill(master, "big", FIELDS);
      master.call("HPEXPIRE", "big", "100", "FIELDS", "2", "f1", "f2");
      master.call("HPEXPIRE", "small", "100", "FIELDS", "3", "f0", "f1", "f2");
      await().until(() -> Objects.equals(master.call("EXISTS", "small"), 0L));
      await().until(() -> Objects.equals(replica.call("EXISTS", "small"), 0L));
      Links.awaitEqual(master, replica);
      assertThat(replica.call("HLEN", "big")).isEqualTo(FIELDS - 2L);
      assertThat(times(replica, "big")).isEqualTo(times(master, "big"));
      assertThat(Links.stat(master, "expired_subkeys")).isEqualTo(5);
      assertThat(Links.stat(replica, "expired_subkeys")).isZero();
    }
  }

  @Test
  void promotedReplicaDeletesByItself() {
    try (var master = Make.LOCKSTEP.start();
        var replica = Make.LOCKSTEP.start()) {
      fill(master, "h", FIELDS);
      Links.follow(replica, master);
      Links.awaitUp(replica);
      Links.awaitEqual(master, replica);
      replica.call("REPLICAOF", "NO", "ONE");
      replica.call("HPEXPIRE", "h", "50", "FIELDS", "1", "f5");
      await().until(() -> Objects.equals(replica.call("HLEN", "h"), FIELDS - 1L));
    }
  }

  @Test
  void reloadKeepsTimes() {
    try (var node = Make.LOCKSTEP.start()) {
      fill(node, "h", FIELDS);
      Object before = times(node, "h");
      node.call("DEBUG", "RELOAD");
      assertThat(times(node, "h")).isEqualTo(before);
    }
  }

  // ---- a replica that knows nothing of it

  @Test
  void replicaThatReadsNoTimesGetsSnapshotsAtLongerAndLongerIntervals() {
    try (var master = Make.LOCKSTEP.start();
        var replica = Make.SEVEN.start()) {
      fill(master, "h", 3);
      Links.follow(replica, master);
      await().until(() -> Links.stat(master, "sync_full") >= 3);
      long third = System.nanoTime();
      await().until(() -> Links.stat(master, "sync_full") >= 4);
      assertThat(System.nanoTime() - third).isGreaterThan(200_000_000L);
      master.call("HPERSIST", "h", "FIELDS", "2", "f0", "f2");
      Links.awaitUp(replica);
      Links.awaitEqual(master, replica);
    }
  }

  @Test
  void replicaKeepsItsDataWhereTheVersionAskedForCannotHoldTimes() {
    try (var master = Make.LOCKSTEP.start("--rdb-version", "10");
        var replica = Make.SEVEN.start()) {
      replica.call("SET", "own", "data");
      fill(master, "h", 3);
      Links.follow(replica, master);
      await().until(() -> failedCalls(master, "psync") >= 2 && failedCalls(master, "sync") >= 2);
      assertThat(replica.call("GET", "own")).isEqualTo("data");
      assertThat(Links.stat(master, "sync_full")).isZero();
      master.call("HPERSIST", "h", "FIELDS", "2", "f0", "f2");
      Links.awaitUp(replica);
      Links.awaitEqual(master, replica);
    }
  }

  private static int failedCalls(PeerServer server, String command) {
    String calls = Links.field(server, "commandstats", "cmdstat_" + command);
    return calls.isEmpty() ? 0 : Integer.parseInt(calls.replaceAll(".*failed_calls=", ""));
  }

  /** A hash in which every other field has a time. */
  private static void fill(PeerServer server, String key, int fields) {
    try (var connection = server.connect()) {
      for (int i = 0; i < fields; i++) {
        connection.call("HSET", key, "f" + i, "value " + i);
        if (i % 2 == 0) {
          connection.call("HPEXPIREAT", key, LATE_MS, "FIELDS", "1", "f" + i);
        }
      }
    }
  }

  private static List<Object> times(PeerServer server, String key) {
    List<Object> times = new ArrayList<>();
    try (var connection = server.connect()) {
      for (int i = 0; i < FIELDS; i++) {
        if (connection.call("HPEXPIRETIME", key, "FIELDS", "1", "f" + i) instanceof List<?> one) {
          times.addAll(one);
        }
      }
    }
    return times;
  }
}
