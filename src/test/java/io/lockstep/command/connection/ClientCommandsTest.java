package io.lockstep.command.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.command.Client;
import io.lockstep.command.CommandFixture;
import io.lockstep.command.ConnectionDouble;
import io.lockstep.command.family.CommandFamilies;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ClientCommandsTest {

  private final CommandFixture node = new CommandFixture(CommandFamilies.ALL);

  @AfterEach
  void close() {
    node.close();
  }

  @Test
  void aClientIsDescribedInOneLine() {
    node.line("CLIENT SETNAME me");
    node.line("CLIENT SETINFO lib-name jedis");
    node.advance(12_000);
    assertThat(node.line("CLIENT INFO"))
        .contains(
            "id=1 addr=127.0.0.1:50000 laddr=127.0.0.1:6379 fd=-1 name=me age=12 idle=12 flags=N"
                + " db=0 sub=0 psub=0 ssub=0 multi=-1 qbuf=0")
        .contains(" events=r cmd=client|info user=default redir=-1 resp=2 lib-name=jedis lib-ver=");
  }

  @Test
  void namesMustNotBreakTheList() {
    assertThat(node.run("CLIENT", "SETNAME", "a b"))
        .isEqualTo("-ERR Client names cannot contain spaces, newlines or special characters.\r\n");
    assertThat(node.run("CLIENT", "SETINFO", "LIB-VER", "1 2"))
        .isEqualTo("-ERR lib-ver cannot contain spaces, newlines or special characters.\r\n");
    assertThat(node.run("CLIENT", "SETINFO", "foo", "1"))
        .isEqualTo("-ERR Unrecognized option 'foo'\r\n");
    assertThat(node.line("CLIENT GETNAME")).isEqualTo("$-1\r\n");
  }

  @Test
  void listShowsOnlyWhatWasAskedFor() {
    Client replica = node.connect();
    replica.kind(Client.Kind.REPLICA);
    node.connect();
    assertThat(node.line("CLIENT LIST TYPE replica")).contains("id=2 ").doesNotContain("id=3 ");
    assertThat(node.line("CLIENT LIST ID 1 3")).contains("id=1 ", "id=3 ").doesNotContain("id=2 ");
    assertThat(node.line("CLIENT LIST TYPE x")).isEqualTo("-ERR Unknown client type 'x'\r\n");
    assertThat(node.line("CLIENT LIST ID x")).isEqualTo("-ERR Invalid client ID\r\n");
    assertThat(node.line("CLIENT LIST FOO")).isEqualTo("-ERR syntax error\r\n");
  }

  @Test
  void killSparesTheOneThatAsksUnlessToldOtherwise() {
    Client other = node.connect();
    assertThat(node.line("CLIENT KILL TYPE normal")).isEqualTo(":1\r\n");
    assertThat(((ConnectionDouble) other.connection()).aborted).isTrue();
    assertThat(node.client.isClosing()).isFalse();
    assertThat(node.line("CLIENT KILL ID 1")).isEqualTo(":0\r\n");
    assertThat(node.line("CLIENT KILL ID 1 SKIPME no")).isEqualTo(":1\r\n");
    assertThat(node.client.isClosing()).isTrue();
  }

  @Test
  void killByAddressTellsWhetherThereIsSuchAClient() {
    assertThat(node.line("CLIENT KILL 1.2.3.4:5")).isEqualTo("-ERR No such client\r\n");
    assertThat(node.line("CLIENT KILL 127.0.0.1:50000")).isEqualTo("+OK\r\n");
    assertThat(node.line("CLIENT KILL ID 0"))
        .isEqualTo("-ERR client-id should be greater than 0\r\n");
    assertThat(node.line("CLIENT KILL USER x")).isEqualTo("-ERR No such user 'x'\r\n");
    assertThat(node.line("CLIENT KILL FOO x")).isEqualTo("-ERR syntax error\r\n");
  }

  @Test
  void repliesCanBeSkippedOnceOrForGood() {
    assertThat(node.line("CLIENT REPLY SKIP")).isEmpty();
    assertThat(node.line("PING")).isEmpty();
    assertThat(node.line("PING")).isEqualTo("+PONG\r\n");
    assertThat(node.line("CLIENT REPLY OFF")).isEmpty();
    assertThat(node.line("PING")).isEmpty();
    assertThat(node.line("CLIENT REPLY ON")).isEqualTo("+OK\r\n");
  }

  @Test
  void aPauseOfWritesLetsReadsThrough() {
    assertThat(node.line("CLIENT PAUSE 1000 WRITE")).isEqualTo("+OK\r\n");
    assertThat(node.line("PING")).isEqualTo("+PONG\r\n");
    assertThat(node.line("CLIENT UNPAUSE")).isEqualTo("+OK\r\n");
    assertThat(node.node.pause().isActive(node.node.nowMs())).isFalse();
    assertThat(node.control.asked).containsExactly("pause changed", "pause changed");
    assertThat(node.line("CLIENT PAUSE -1")).isEqualTo("-ERR timeout is negative\r\n");
    assertThat(node.line("CLIENT PAUSE x"))
        .isEqualTo("-ERR timeout is not an integer or out of range\r\n");
  }

  @Test
  void trackingIsOff() {
    assertThat(node.line("CLIENT TRACKINGINFO"))
        .isEqualTo(
            "*6\r\n$5\r\nflags\r\n*1\r\n$3\r\noff\r\n$8\r\nredirect\r\n:-1\r\n$8\r\nprefixes\r\n*0\r\n");
    assertThat(node.line("CLIENT GETREDIR")).isEqualTo(":-1\r\n");
    assertThat(node.line("CLIENT UNBLOCK 7 ERROR")).isEqualTo(":0\r\n");
  }
}
