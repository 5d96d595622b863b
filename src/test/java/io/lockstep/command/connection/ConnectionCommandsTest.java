package io.lockstep.command.connection;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.command.Client;
import io.lockstep.command.CommandFixture;
import io.lockstep.command.family.CommandFamilies;
import io.lockstep.command.parameter.SecurityParameters;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConnectionCommandsTest {

  private final CommandFixture node = new CommandFixture(CommandFamilies.ALL);

  @AfterEach
  void close() {
    node.close();
  }

  private void requirePassword() {
    node.node.parameters().put(SecurityParameters.REQUIREPASS, "secret");
  }

  @Test
  void pingAnswersItsArgument() {
    assertThat(node.line("PING")).isEqualTo("+PONG\r\n");
    assertThat(node.line("ping hello")).isEqualTo("$5\r\nhello\r\n");
    assertThat(node.line("PING a b"))
        .isEqualTo("-ERR wrong number of arguments for 'ping' command\r\n");
  }

  @Test
  void selectRefusesDatabasesThatAreNotThere() {
    assertThat(node.line("SELECT 15")).isEqualTo("+OK\r\n");
    assertThat(node.client.database()).isEqualTo(15);
    assertThat(node.line("SELECT 16")).isEqualTo("-ERR DB index is out of range\r\n");
    assertThat(node.line("SELECT x")).isEqualTo("-ERR value is not an integer or out of range\r\n");
  }

  @Test
  void helloSwitchesTheProtocolAtOnce() {
    assertThat(node.line("HELLO 3"))
        .startsWith("%7\r\n$6\r\nserver\r\n$5\r\nredis\r\n$7\r\nversion\r\n$5\r\n7.2.4\r\n");
    assertThat(node.line("HELLO")).startsWith("%7\r\n");
    assertThat(node.line("HELLO 2")).startsWith("*14\r\n");
    assertThat(node.line("HELLO 4")).isEqualTo("-NOPROTO unsupported protocol version\r\n");
  }

  @Test
  void helloWithoutPasswordIsRefusedAndChangesNothing() {
    requirePassword();
    assertThat(node.line("HELLO 3 SETNAME me"))
        .startsWith("-NOAUTH HELLO must be called with the client already authenticated");
    assertThat(node.client.protocol()).isEqualTo(2);
    assertThat(node.line("HELLO 3 AUTH default wrong")).startsWith("-WRONGPASS ");
    assertThat(node.line("HELLO 3 AUTH default secret SETNAME me")).startsWith("%7\r\n");
    assertThat(node.client.name()).isEqualTo("me");
  }

  @Test
  void authLetsInWithThePasswordOnly() {
    assertThat(node.line("AUTH x")).startsWith("-ERR AUTH <password> called without any password");
    assertThat(node.line("AUTH default anything")).isEqualTo("+OK\r\n");
    Client other = node.connect();
    requirePassword();
    assertThat(node.runAs(other, "PING")).isEqualTo("-NOAUTH Authentication required.\r\n");
    assertThat(node.runAs(other, "AUTH", "wrong"))
        .isEqualTo("-WRONGPASS invalid username-password pair or user is disabled.\r\n");
    assertThat(node.runAs(other, "AUTH", "nobody", "secret")).startsWith("-WRONGPASS");
    assertThat(node.runAs(other, "AUTH", "secret")).isEqualTo("+OK\r\n");
    assertThat(node.runAs(other, "PING")).isEqualTo("+PONG\r\n");
    assertThat(node.node.statistics().aclDeniedAuth).isEqualTo(2);
  }

  @Test
  void resetForgetsEverythingButTheLibrary() {
    requirePassword();
    node.line("AUTH secret");
    node.line("CLIENT SETNAME me");
    node.line("CLIENT SETINFO LIB-NAME jedis");
    node.line("SELECT 3");
    assertThat(node.line("RESET")).isEqualTo("+RESET\r\n");
    assertThat(node.client.database()).isZero();
    assertThat(node.client.name()).isEmpty();
    assertThat(node.client.libraryName).isEqualTo("jedis");
    assertThat(node.line("PING")).startsWith("-NOAUTH");
  }

  @Test
  void quitClosesAfterItsReply() {
    assertThat(node.line("QUIT")).isEqualTo("+OK\r\n");
    assertThat(node.client.isClosing()).isTrue();
  }
}
