package io.lockstep.command.replica;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.command.Client;
import io.lockstep.command.CommandFixture;
import io.lockstep.command.ConnectionDouble;
import io.lockstep.command.family.CommandFamilies;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ReplicationCommandsTest {

  private final CommandFixture node = new CommandFixture(CommandFamilies.ALL);

  @AfterEach
  void close() {
    node.close();
  }

  @Test
  void replicaofFollowsAMasterAndNoOne() {
    assertThat(node.line("REPLICAOF host 6379")).isEqualTo("+OK\r\n");
    assertThat(node.line("SLAVEOF no one")).isEqualTo("+OK\r\n");
    assertThat(node.replication.asked).containsExactly("replicaof host 6379", "promote");
  }

  @Test
  void replicaofRefusesPortsAndReplicas() {
    assertThat(node.line("REPLICAOF host x")).isEqualTo("-ERR Invalid master port\r\n");
    assertThat(node.line("REPLICAOF host 65536")).isEqualTo("-ERR Invalid master port\r\n");
    node.client.kind(Client.Kind.REPLICA);
    assertThat(node.line("REPLICAOF host 1"))
        .isEqualTo("-ERR Command is not valid when client is a replica.\r\n");
  }

  @Test
  void replconfTakesPairs() {
    assertThat(node.line("REPLCONF listening-port 6380 capa eof")).isEqualTo("+OK\r\n");
    assertThat(node.replication.asked)
        .containsExactly("replconf listening-port 6380", "replconf capa eof");
    assertThat(node.line("REPLCONF capa")).isEqualTo("-ERR syntax error\r\n");
    assertThat(node.line("REPLCONF listening-port x"))
        .isEqualTo("-ERR value is not an integer or out of range\r\n");
    assertThat(node.line("REPLCONF ip-address " + "a".repeat(256)))
        .isEqualTo(
            "-ERR REPLCONF ip-address provided by replica instance is too long: 256 bytes\r\n");
  }

  @Test
  void unknownOptionsOfReplconfAreRefused() {
    node.replication.knowsOptions = false;
    assertThat(node.line("REPLCONF foo 1")).isEqualTo("-ERR Unrecognized REPLCONF option: foo\r\n");
  }

  @Test
  void acknowledgementsHaveNoReply() {
    assertThat(node.line("REPLCONF ACK 12")).isEmpty();
    assertThat(node.line("REPLCONF GETACK *")).isEmpty();
    assertThat(node.replication.asked).isEmpty();
    node.client.kind(Client.Kind.REPLICA);
    assertThat(node.line("REPLCONF ACK x")).isEmpty();
    assertThat(node.line("REPLCONF ACK 12 FACK 3")).isEmpty();
    node.client.kind(Client.Kind.MASTER);
    assertThat(node.line("REPLCONF GETACK *")).isEmpty();
    assertThat(node.replication.asked).containsExactly("acknowledged 12", "acknowledge");
  }

  @Test
  void psyncIsForClientsWithNothingPending() {
    assertThat(node.line("PSYNC ? -1")).isEmpty();
    assertThat(node.line("PSYNC ? x"))
        .isEqualTo("-ERR value is not an integer or out of range\r\n");
    ((ConnectionDouble) node.client.connection()).unsent = 1;
    assertThat(node.line("PSYNC ? -1"))
        .isEqualTo("-ERR SYNC and PSYNC are invalid with pending output\r\n");
    node.client.kind(Client.Kind.REPLICA);
    assertThat(node.line("PSYNC ? -1")).isEmpty();
    assertThat(node.line("SYNC")).isEmpty();
    assertThat(node.replication.asked).containsExactly("psync ? -1");
  }

  @Test
  void onlyAReplicaOfTheSameHistoryTakesOver() {
    String replid = node.replication.log().replid();
    assertThat(node.line("PSYNC " + replid + " 1 FAILOVER"))
        .isEqualTo("-ERR PSYNC FAILOVER can't be sent to a master.\r\n");
    node.replication.replica = true;
    assertThat(node.line("PSYNC x 1 FAILOVER"))
        .isEqualTo("-ERR PSYNC FAILOVER replid must match my replid.\r\n");
    assertThat(node.line("PSYNC " + replid + " 1 FAILOVER")).isEmpty();
    assertThat(node.replication.asked).containsExactly("promote", "psync " + replid + " 1");
  }

  @Test
  void waitCountsReplicasThatHaveTheLastWrite() {
    node.replication.goodReplicas = 2;
    assertThat(node.line("WAIT 0 0")).isEqualTo(":2\r\n");
    node.line("PING");
    node.replication.ackOffset = -1;
    assertThat(node.line("WAIT 1 10")).as("an answer before its time").isEmpty();
    assertThat(node.propagated()).containsExactly("REPLCONF GETACK *");
    assertThat(node.line("WAIT x 0")).isEqualTo("-ERR value is not an integer or out of range\r\n");
    node.replication.replica = true;
    assertThat(node.line("WAIT 0 0")).startsWith("-ERR WAIT cannot be used with replica instances");
  }
}
