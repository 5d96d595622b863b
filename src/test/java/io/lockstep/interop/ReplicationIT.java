package io.lockstep.interop;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a replication pair of Lockstep and its peers promises, one claim each. */
class ReplicationIT {

  @Test
  void chainCarriesWritesToItsEnd() {
    try (var top = Make.SEVEN.start();
        var middle = Make.LOCKSTEP.start();
        var bottom = Make.SEVEN.start()) {
      Links.follow(middle, top);
      Links.awaitUp(middle);
      Links.follow(bottom, middle);
      Links.awaitUp(bottom);
      try (var writes = Writes.to(top, 3)) {
        await().until(() -> writes.batches() > 200);
        middle.call("CLIENT", "KILL", "TYPE", "master");
        await().until(() -> writes.batches() > 400);
      }
      Links.awaitEqual(top, middle);
      Links.awaitEqual(top, bottom);
      assertThat(Links.stat(middle, "sync_full")).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @EnumSource(Make.class)
  void siblingContinuesWithThePromotedReplica(Make ofSibling) {
    try (var master = Make.LOCKSTEP.start("--repl-ping-replica-period", "3600");
        var heir = Make.LOCKSTEP.start();
        var sibling = ofSibling.start()) {
      Links.follow(heir, master);
      Links.follow(sibling, master);
      Links.awaitUp(heir);
      Links.awaitUp(sibling);
      write(master, 5);
      // Nothing may reach the sibling that the heir has not got: neither a PING nor an expired key.
      assertThat(master.call("CLIENT", "PAUSE", "60000", "WRITE")).isEqualTo("OK");
      Links.awaitEqual(master, heir);
      Links.awaitEqual(master, sibling);
      String former = Links.field(master, "replication", "master_replid");

      assertThat(heir.call("REPLICAOF", "NO", "ONE")).isEqualTo("OK");
      Links.follow(sibling, heir);
      Links.follow(master, heir);
      assertThat(master.call("CLIENT", "UNPAUSE")).isEqualTo("OK");
      Links.awaitUp(sibling);
      Links.awaitUp(master);
      write(heir, 6);

      Links.awaitEqual(heir, sibling);
      Links.awaitEqual(heir, master);
      assertThat(Links.field(heir, "replication", "master_replid2")).isEqualTo(former);
      assertThat(Links.stat(heir, "sync_full")).isZero();
      assertThat(Links.stat(heir, "sync_partial_ok")).isEqualTo(2);
    }
  }

  private static void write(PeerServer server, long seed) {
    try (var writes = Writes.to(server, seed)) {
      await().until(() -> writes.batches() > 50);
    }
  }

  @ParameterizedTest
  @EnumSource(Make.class)
  void replicaLogsInToItsMaster(Make ofMaster) {
    try (var master = ofMaster.start("--requirepass", "secret");
        var replica = Make.LOCKSTEP.start("--masterauth", "secret", "--masteruser", "default")) {
      Links.follow(replica, master);
      Links.awaitUp(replica);
    }
  }

  @Test
  void realReplicaLogsInToLockstep() {
    try (var master = Make.LOCKSTEP.start("--requirepass", "secret");
        var replica = Make.SEVEN.start("--masterauth", "secret")) {
      Links.follow(replica, master);
      Links.awaitUp(replica);
      assertThat(master.call("GET", "key"))
          .isEqualTo(new Reply.Failure("NOAUTH Authentication required."));
    }
  }

  @Test
  void wrongPasswordIsRetriedUntilItIsRight() {
    try (var master = Make.SEVEN.start("--requirepass", "secret");
        var replica = Make.LOCKSTEP.start("--masterauth", "wrong")) {
      Links.follow(replica, master);
      await()
          .until(
              () -> Links.field(replica, "replication", "lockstep_repl_state").equals("CONNECT"));
      assertThat(Links.field(replica, "replication", "master_link_status")).isEqualTo("down");
      replica.call("CONFIG", "SET", "masterauth", "secret");
      Links.awaitUp(replica);
    }
  }

  @Test
  void replicasThatArriveTogetherShareOneSnapshot() {
    try (var master = EmbeddedNode.start("--repl-diskless-sync-delay", "2");
        var one = Make.SEVEN.start();
        var two = Make.SIX.start();
        var three = Make.LOCKSTEP.start()) {
      master.call("DEBUG", "POPULATE", "1000");
      for (var replica : List.of(one, two, three)) {
        Links.follow(replica, master);
      }
      for (var replica : List.of(one, two, three)) {
        Links.awaitUp(replica);
        Links.awaitEqual(master, replica);
      }
      assertThat(Links.field(master, "replication", "connected_slaves")).isEqualTo("3");
      assertThat(Links.stat(master, "sync_full")).isEqualTo(3);
    }
  }

  @Test
  void peerWithoutCapabilitiesGetsACountedPayloadAndThenTheStream() throws IOException {
    try (var master = Make.LOCKSTEP.start();
        var replica = master.connect()) {
      master.call("SET", "key", "value");
      replica.send("SYNC\r\n".getBytes(ISO_8859_1));
      String header = line(replica);
      while (header.isEmpty()) {
        header = line(replica);
      }
      assertThat(header).matches("\\$\\d+");
      byte[] payload = replica.input().readNBytes(Integer.parseInt(header.substring(1)));
      assertThat(new String(payload, 0, 5, ISO_8859_1)).isEqualTo("REDIS");
      master.call("SET", "other", "value");
      assertThat(nextCommand(replica)).isEqualTo(List.of("SELECT", "0"));
      assertThat(nextCommand(replica)).isEqualTo(List.of("SET", "other", "value"));
    }
  }

  /** PINGs may come at any time. */
  private static @Nullable Object nextCommand(RedisConnection replica) {
    var command = Reply.value(replica.receive());
    return List.of("PING").equals(command) ? nextCommand(replica) : command;
  }

  private static String line(RedisConnection connection) throws IOException {
    var text = new StringBuilder();
    for (int next = connection.input().read(); next != '\n'; next = connection.input().read()) {
      text.append((char) next);
    }
    return text.toString().strip();
  }

  @ParameterizedTest
  @EnumSource(Make.class)
  void writesNeedGoodReplicas(Make ofReplica) {
    try (var master = Make.LOCKSTEP.start("--min-replicas-to-write", "1");
        var replica = ofReplica.start()) {
      var refusal = new Reply.Failure("NOREPLICAS Not enough good replicas to write.");
      assertThat(master.call("SET", "key", "value")).isEqualTo(refusal);
      Links.follow(replica, master);
      await().until(() -> "OK".equals(master.call("SET", "key", "value")));
      replica.call("REPLICAOF", "NO", "ONE");
      await().until(() -> refusal.equals(master.call("SET", "key", "value")));
    }
  }

  @ParameterizedTest
  @EnumSource(Make.class)
  void expiredKeysGoFromReplicasToo(Make ofReplica) {
    try (var master = Make.LOCKSTEP.start();
        var replica = ofReplica.start()) {
      Links.follow(replica, master);
      Links.awaitUp(replica);
      master.call("SET", "stays", "value");
      for (int i = 0; i < 100; i++) {
        master.call("SET", "goes:" + i, "value", "PX", "50");
      }
      await().until(() -> Long.valueOf(1).equals(replica.call("DBSIZE")));
      Links.awaitEqual(master, replica);
    }
  }

  @ParameterizedTest
  @EnumSource(Make.class)
  void waitReturnsWhenReplicasHaveTheWrite(Make ofReplica) {
    try (var master = Make.LOCKSTEP.start();
        var replica = ofReplica.start();
        var client = master.connect()) {
      Links.follow(replica, master);
      Links.awaitUp(replica);
      client.call("SET", "key", "value");
      assertThat(client.call("WAIT", "1", "0")).isEqualTo(1L);
      assertThat(replica.call("GET", "key")).isEqualTo("value");
    }
  }

  @Test
  void waitGivesUpWhenItsTimeIsOver() {
    try (var master = Make.LOCKSTEP.start();
        var client = master.connect()) {
      client.call("SET", "key", "value");
      client.send(RedisConnection.encode("WAIT", "1", "300"));
      client.send(RedisConnection.encode("PING"));
      await().until(() -> Links.field(master, "clients", "blocked_clients").equals("1"));
      assertThat(Reply.value(client.receive())).isEqualTo(0L);
      assertThat(Reply.value(client.receive())).isEqualTo("PONG");
      assertThat(Links.field(master, "clients", "blocked_clients")).isEqualTo("0");
    }
  }

  @Test
  void waitIsEndedByOthers() {
    try (var master = Make.LOCKSTEP.start();
        var client = master.connect()) {
      var id = String.valueOf(client.call("CLIENT", "ID"));
      client.send(RedisConnection.encode("WAIT", "1", "0"));
      await().until(() -> Long.valueOf(1).equals(master.call("CLIENT", "UNBLOCK", id, "ERROR")));
      assertThat(Reply.value(client.receive()))
          .isEqualTo(new Reply.Failure("UNBLOCKED client unblocked via CLIENT UNBLOCK"));
      client.send(RedisConnection.encode("WAIT", "1", "0"));
      await().until(() -> Links.field(master, "clients", "blocked_clients").equals("1"));
      master.call("REPLICAOF", "127.0.0.1", "1");
      assertThat(new String(client.receiveToEnd(), ISO_8859_1))
          .startsWith("-UNBLOCKED force unblock from blocking operation");
    }
  }

  @Test
  void waitInsideATransactionAnswersAtOnce() {
    try (var master = Make.LOCKSTEP.start();
        var client = master.connect()) {
      client.call("MULTI");
      client.call("WAIT", "1", "0");
      assertThat(client.call("EXEC")).isEqualTo(List.of(0L));
    }
  }

  @Test
  void strangersAreHeldToShortRequests() {
    try (var node = Make.LOCKSTEP.start("--requirepass", "secret");
        var client = node.connect()) {
      client.send("*11\r\n".getBytes(ISO_8859_1));
      assertThat(new String(client.receiveToEnd(), ISO_8859_1))
          .isEqualTo("-ERR Protocol error: unauthenticated multibulk length\r\n");
    }
  }

  @Test
  void masterIsListedAmongTheClients() {
    try (var master = Make.LOCKSTEP.start();
        var replica = Make.LOCKSTEP.start()) {
      Links.follow(replica, master);
      Links.awaitUp(replica);
      assertThat(String.valueOf(replica.call("CLIENT", "LIST", "TYPE", "master")))
          .contains("flags=M", "addr=127.0.0.1:" + master.port());
      replica.call("REPLICAOF", "NO", "ONE");
      assertThat(replica.call("CLIENT", "LIST", "TYPE", "master")).isEqualTo("");
    }
  }
}
