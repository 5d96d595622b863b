package io.lockstep.command.string;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.command.Client;
import io.lockstep.command.CommandFixture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StringCommandsTest {

  private static final String NIL = "$-1\r\n";
  private static final String OK = "+OK\r\n";

  private final CommandFixture node = new CommandFixture(StringCommands.TABLE);

  @AfterEach
  void close() {
    node.close();
  }

  @Test
  void setAnswersOkAndGetTheValue() {
    assertThat(node.line("SET k value")).isEqualTo(OK);
    assertThat(node.line("GET k")).isEqualTo("$5\r\nvalue\r\n");
    assertThat(node.line("GET other")).isEqualTo(NIL);
    assertThat(node.propagated()).containsExactly("SET k value");
  }

  @Test
  void setPropagatesTheMomentOfExpiry() {
    node.line("SET k v EX 10 NX");
    node.line("SETEX k 10 w");
    node.line("PSETEX k 10 x");
    assertThat(node.propagated())
        .containsExactly(
            "SET k v PXAT 1700000010000",
            "SET k w PXAT 1700000010000",
            "SET k x PXAT 1700000000010");
  }

  @Test
  void setWithGetPropagatesWithoutGet() {
    node.line("SET k v");
    assertThat(node.line("SET k w GET XX get")).isEqualTo("$1\r\nv\r\n");
    assertThat(node.propagated()).containsExactly("SET k v", "SET k w XX");
  }

  @Test
  void setThatIsNotAdmittedChangesNothing() {
    node.line("SET k v");
    assertThat(node.line("SET k w NX")).isEqualTo(NIL);
    assertThat(node.line("SET other w XX")).isEqualTo(NIL);
    assertThat(node.line("SET k w NX GET")).isEqualTo("$1\r\nv\r\n");
    assertThat(node.propagated()).containsExactly("SET k v");
  }

  @Test
  void setForgetsTheExpiryUnlessToldToKeepIt() {
    node.line("SET kept v PX 100");
    node.line("SET kept w KEEPTTL");
    node.line("SET gone v PX 100");
    node.line("SET gone w");
    node.advance(101);
    assertThat(node.line("MGET kept gone")).isEqualTo("*2\r\n$-1\r\n$1\r\nw\r\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "NX XX",
        "EX",
        "EX 10 PX 10",
        "KEEPTTL EX 10",
        "EX 10 KEEPTTL",
        "PERSIST",
        "WHATEVER"
      })
  void setRefusesOptionsThatDoNotGoTogether(String options) {
    assertThat(node.line("SET k v " + options)).isEqualTo("-ERR syntax error\r\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"EX 0", "PX -1", "EXAT 0", "EX 9223372036854775807", "EX 9223372036854775"})
  void setRefusesTimesThatAreNone(String option) {
    assertThat(node.line("SET k v " + option))
        .isEqualTo("-ERR invalid expire time in 'set' command\r\n");
  }

  @Test
  void setOverAnExpiredKeyDeletesItFirst() {
    node.line("SET k v PX 100");
    node.advance(101);
    node.line("SET k w");
    assertThat(node.propagated())
        .containsExactly("SET k v PXAT 1700000000100", "MULTI", "DEL k", "SET k w", "EXEC");
    assertThat(node.node.statistics().expiredKeys).isEqualTo(1);
  }

  @Test
  void expiredKeyIsDeletedByARead() {
    node.line("SET k v PX 100");
    node.propagated();
    node.advance(100);
    assertThat(node.line("GET k")).isEqualTo("$1\r\nv\r\n");
    node.advance(1);
    assertThat(node.line("GET k")).isEqualTo(NIL);
    assertThat(node.propagated()).containsExactly("DEL k");
    assertThat(node.node.keyspace().database(0).size()).isZero();
  }

  @Test
  void replicaHidesAnExpiredKeyAndKeepsIt() {
    node.line("SET k v PX 100");
    node.replication.replica = true;
    node.advance(101);
    assertThat(node.line("GET k")).isEqualTo(NIL);
    assertThat(node.node.keyspace().database(0).size()).isEqualTo(1);
  }

  @Test
  void readsCountHitsAndMisses() {
    node.line("SET k v");
    node.line("MGET k other k");
    assertThat(node.node.statistics().keyspaceHits).isEqualTo(2);
    assertThat(node.node.statistics().keyspaceMisses).isEqualTo(1);
  }

  @Test
  void getdelPropagatesADeletion() {
    node.line("SET k v");
    assertThat(node.line("GETDEL k")).isEqualTo("$1\r\nv\r\n");
    assertThat(node.line("GETDEL k")).isEqualTo(NIL);
    node.node.settings().lazyUserDel = true;
    node.line("SET k v");
    node.line("GETDEL k");
    assertThat(node.propagated()).containsExactly("SET k v", "DEL k", "SET k v", "UNLINK k");
  }

  @Test
  void getsetPropagatesSet() {
    assertThat(node.line("GETSET k v")).isEqualTo(NIL);
    assertThat(node.line("GETSET k w")).isEqualTo("$1\r\nv\r\n");
    assertThat(node.propagated()).containsExactly("SET k v", "SET k w");
  }

  @Test
  void getexPropagatesWhatItDid() {
    node.line("SET k v");
    node.line("GETEX k");
    node.line("GETEX k PERSIST");
    node.line("GETEX k EX 10");
    node.line("GETEX k PERSIST");
    node.line("GETEX k EXAT 5");
    assertThat(node.propagated())
        .containsExactly("SET k v", "PEXPIREAT k 1700000010000", "PERSIST k", "DEL k");
  }

  @Test
  void getexOnAReplicaOnlyNotesAMomentThatIsPast() {
    node.line("SET k v");
    node.replication.replica = true;
    node.client.kind(Client.Kind.MASTER);
    node.line("GETEX k PXAT 5");
    assertThat(node.node.keyspace().database(0).size()).isEqualTo(1);
  }

  @Test
  void msetWantsPairs() {
    assertThat(node.line("MSET a 1 b"))
        .isEqualTo("-ERR wrong number of arguments for 'mset' command\r\n");
    assertThat(node.line("MSET a 1 a 2")).isEqualTo(OK);
    assertThat(node.line("GET a")).isEqualTo("$1\r\n2\r\n");
  }

  @Test
  void msetnxSetsAllOrNothing() {
    assertThat(node.line("MSETNX a 1 b 2")).isEqualTo(":1\r\n");
    assertThat(node.line("MSETNX c 1 b 3")).isEqualTo(":0\r\n");
    assertThat(node.line("MGET a b c")).isEqualTo("*3\r\n$1\r\n1\r\n$1\r\n2\r\n$-1\r\n");
    assertThat(node.propagated()).containsExactly("MSETNX a 1 b 2");
  }

  @Test
  void appendKeepsTheExpiryAndMakesTheValueRaw() {
    node.line("SET k 12 PX 100");
    assertThat(node.line("APPEND k 34")).isEqualTo(":4\r\n");
    assertThat(node.line("GET k")).isEqualTo("$4\r\n1234\r\n");
    int record = node.node.keyspace().database(0).find(new byte[] {'k'}, 0, 1);
    assertThat(node.node.keyspace().records().isRaw(record)).isTrue();
    node.advance(101);
    assertThat(node.line("STRLEN k")).isEqualTo(":0\r\n");
  }

  @Test
  void setrangeFillsTheGapWithZeros() {
    assertThat(node.run("SETRANGE", "k", "3", "")).isEqualTo(":0\r\n");
    assertThat(node.line("SETRANGE k 3 ab")).isEqualTo(":5\r\n");
    assertThat(node.line("GET k")).isEqualTo("$5\r\n\0\0\0ab\r\n");
    assertThat(node.line("SETRANGE k -1 x")).isEqualTo("-ERR offset is out of range\r\n");
    assertThat(node.propagated()).containsExactly("SETRANGE k 3 ab");
  }

  @Test
  void valuesDoNotExceedTheLongestBulk() {
    String tooLong = "-ERR string exceeds maximum allowed size (proto-max-bulk-len)\r\n";
    assertThat(node.line("SETRANGE k 536870911 ab")).isEqualTo(tooLong);
    assertThat(node.line("SETRANGE k 9223372036854775807 a")).isEqualTo(tooLong);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0 -1 hello", "-3 -1 llo", "1 2 el", "-100 1 he", "3 100 lo"})
  void getrangeCountsFromBothEnds(String expectation) {
    node.line("SET k hello");
    String[] words = expectation.split(" ", -1);
    assertThat(node.line("GETRANGE k " + words[0] + " " + words[1]))
        .isEqualTo("$" + words[2].length() + "\r\n" + words[2] + "\r\n");
    assertThat(node.line("SUBSTR k 3 1")).isEqualTo("$0\r\n\r\n");
  }
}
