package io.lockstep.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A replica without room for two copies of the data, and masters that take their time. */
class FlushingResyncIT {

  private static final Reply.Failure LOADING =
      new Reply.Failure("LOADING Redis is loading the dataset in memory");
  private static final String KEYS = "20000";
  private static final Duration POLL = Duration.ofMillis(10);

  private static PeerServer masterWithData(Make make, String keyDelayMicros) {
    var master = make.start();
    master.call("DEBUG", "POPULATE", KEYS, "new", "100");
    master.call("CONFIG", "SET", "rdb-key-save-delay", keyDelayMicros);
    return master;
  }

  private static EmbeddedNode replicaWithData() {
    var replica =
        EmbeddedNode.start("--replica-swap-max-memory", "1mb", "--repl-diskless-sync-delay", "0");
    replica.call("DEBUG", "POPULATE", KEYS, "old", "100");
    return replica;
  }

  private static void awaitLoading(PeerServer replica) {
    await().pollInterval(POLL).until(() -> LOADING.equals(replica.call("GET", "old:1")));
  }

  @ParameterizedTest
  @EnumSource(
      value = Make.class,
      names = {"SEVEN", "LOCKSTEP"})
  void clientsAreToldToWaitAndThenHaveTheMastersData(Make make) {
    try (var master = masterWithData(make, "100");
        var replica = replicaWithData();
        var below = Make.SEVEN.start()) {
      Links.follow(below, replica);
      Links.awaitUp(below);
      Links.follow(replica, master);
      awaitLoading(replica);

      assertThat(replica.call("DBSIZE")).isEqualTo(LOADING);
      assertThat(replica.call("REPLICAOF", "NO", "ONE")).isEqualTo(LOADING);
      assertThat(Links.field(replica, "persistence", "loading")).isEqualTo("1");
      assertThat(Links.field(replica, "persistence", "loading_rdb_used_mem")).matches("[1-9]\\d+");
      assertThat(Links.field(replica, "replication", "lockstep_swap_verdict"))
          .isEqualTo("flush_first");
      assertThat(Links.field(replica, "replication", "connected_slaves")).isEqualTo("0");

      Links.awaitUp(replica);
      assertThat(Links.field(replica, "persistence", "loading")).isEqualTo("0");
      Links.awaitEqual(master, replica);
      Links.awaitUp(below);
      Links.awaitEqual(master, below);
      assertThat(replica.call("EXISTS", "old:1")).isEqualTo(0L);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = Make.class,
      names = {"SEVEN", "LOCKSTEP"})
  void emptyIsWhatALostMasterLeavesAndNothingOfItIsContinued(Make make) {
    try (var replica = replicaWithData();
        var below = Make.SEVEN.start()) {
      Links.follow(below, replica);
      Links.awaitUp(below);
      String former = Links.field(replica, "replication", "master_replid");
      try (var master = masterWithData(make, "2000")) {
        Links.follow(replica, master);
        awaitLoading(replica);
      }
      await().pollInterval(POLL).until(() -> Long.valueOf(0).equals(replica.call("DBSIZE")));
      assertThat(Links.field(replica, "persistence", "loading")).isEqualTo("0");
      assertThat(Links.field(replica, "replication", "slave_repl_offset")).isEqualTo("0");
      assertThat(Links.field(replica, "replication", "master_replid")).isNotEqualTo(former);

      long continued = Links.stat(replica, "sync_partial_ok");
      assertThat(replica.call("REPLICAOF", "NO", "ONE")).isEqualTo("OK");
      Links.awaitUp(below);
      await().pollInterval(POLL).until(() -> Long.valueOf(0).equals(below.call("DBSIZE")));
      assertThat(Links.stat(replica, "sync_partial_ok")).isEqualTo(continued);
    }
  }
}
