package io.lockstep.command.pubsub;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.command.Client;
import io.lockstep.command.CommandFixture;
import io.lockstep.command.connection.ClientCommands;
import io.lockstep.command.connection.ConnectionCommands;
import io.lockstep.command.connection.TransactionCommands;
import io.lockstep.command.server.ConfigCommands;
import io.lockstep.command.string.StringCommands;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Messages reach those who subscribed, in the right form and order, and go to replicas. */
class PublishCommandsTest {

  private final CommandFixture node =
      new CommandFixture(
          SubscriptionCommands.TABLE,
          PublishCommands.TABLE,
          TransactionCommands.TABLE,
          ConnectionCommands.TABLE,
          ClientCommands.TABLE,
          ConfigCommands.TABLE,
          StringCommands.TABLE);

  @AfterEach
  void close() {
    node.close();
  }

  private static String message(char kind, String channel, String text) {
    return "%c3\r\n$7\r\nmessage\r\n$%d\r\n%s\r\n$%d\r\n%s\r\n"
        .formatted(kind, channel.length(), channel, text.length(), text);
  }

  private static String confirmation(char kind, String channel, int count) {
    return "%c3\r\n$9\r\nsubscribe\r\n$%d\r\n%s\r\n:%d\r\n"
        .formatted(kind, channel.length(), channel, count);
  }

  @Test
  void bothProtocolsHearTheSameMessage() {
    Client old = node.connect();
    Client young = node.connect();
    young.protocol = 3;
    node.runAs(old, "SUBSCRIBE", "c");
    node.runAs(young, "SUBSCRIBE", "c");
    assertThat(node.line("PUBLISH c text")).isEqualTo(":2\r\n");
    assertThat(node.control.pushed)
        .containsExactly(
            old.id() + " " + message('*', "c", "text"),
            young.id() + " " + message('>', "c", "text"));
  }

  @Test
  void ownMessageFollowsTheReply() {
    node.client.protocol = 3;
    node.line("SUBSCRIBE c");
    assertThat(node.line("PUBLISH c text")).isEqualTo(":1\r\n" + message('>', "c", "text"));
    assertThat(node.control.pushed).isEmpty();
  }

  @Test
  void ownMessagesFollowTheReplyOfExec() {
    node.client.protocol = 3;
    node.line("SUBSCRIBE c");
    node.line("MULTI");
    node.line("PUBLISH c 1");
    node.line("PUBLISH c 2");
    assertThat(node.line("EXEC"))
        .isEqualTo("*2\r\n:1\r\n:1\r\n" + message('>', "c", "1") + message('>', "c", "2"));
  }

  @Test
  void silencedClientHearsConfirmationsAndMessages() {
    node.line("CLIENT REPLY OFF");
    assertThat(node.line("SUBSCRIBE c")).isEqualTo(confirmation('*', "c", 1));
    node.client.protocol = 3;
    assertThat(node.line("PUBLISH c text")).isEqualTo(message('>', "c", "text"));
  }

  @Test
  void skippedReplyOfSubscribeIsNotSkipped() {
    node.line("CLIENT REPLY SKIP");
    assertThat(node.line("SUBSCRIBE c")).isEqualTo(confirmation('*', "c", 1));
  }

  @Test
  void goesToReplicasThoughNobodyHears() {
    node.line("PUBLISH c text");
    node.line("SPUBLISH c text");
    assertThat(node.propagated()).containsExactly("PUBLISH c text", "SPUBLISH c text");
    assertThat(node.node.statistics().changes).isZero();
  }

  @Test
  void goesToReplicasWithinItsTransaction() {
    node.line("MULTI");
    node.line("SET k v");
    node.line("PUBLISH c text");
    node.line("EXEC");
    assertThat(node.propagated()).containsExactly("MULTI", "SET k v", "PUBLISH c text", "EXEC");
  }

  @Test
  void mastersMessageReachesOurSubscribers() {
    Client subscriber = node.connect();
    Client master = node.connect();
    master.kind(Client.Kind.MASTER);
    node.runAs(subscriber, "SUBSCRIBE", "c");
    node.runAs(master, "PUBLISH", "c", "text");
    assertThat(node.control.pushed)
        .containsExactly(subscriber.id() + " " + message('*', "c", "text"));
  }

  @Test
  void subscriberIsOfAnotherKindUntilItsLastTopicIsGone() {
    node.line("SUBSCRIBE a");
    node.line("SSUBSCRIBE b");
    assertThat(node.client.kind()).isEqualTo(Client.Kind.PUBSUB);
    node.line("UNSUBSCRIBE a");
    assertThat(node.client.kind()).isEqualTo(Client.Kind.PUBSUB);
    node.line("SUNSUBSCRIBE b");
    assertThat(node.client.kind()).isEqualTo(Client.Kind.NORMAL);
  }

  @Test
  void clientThatIsGoneLeavesNoTopicBehind() {
    Client gone = node.connect();
    node.runAs(gone, "SUBSCRIBE", "a");
    node.runAs(gone, "PSUBSCRIBE", "a*");
    node.node.disconnected(gone);
    assertThat(node.line("PUBLISH a text")).isEqualTo(":0\r\n");
    assertThat(node.line("PUBSUB NUMPAT")).isEqualTo(":0\r\n");
    assertThat(node.node.subscriptions().subscribers()).isZero();
  }

  @Test
  void expiryTellsItsSubscribersOnceItIsNoticed() {
    node.line("CONFIG SET notify-keyspace-events Ex");
    node.line("SET k v PX 10");
    Client subscriber = node.connect();
    node.runAs(subscriber, "SUBSCRIBE", "__keyevent@0__:expired");
    node.advance(20);
    node.node.activeExpiry().cycle(100);
    assertThat(node.control.pushed)
        .containsExactly(subscriber.id() + " " + message('*', "__keyevent@0__:expired", "k"));
  }

  @Test
  void overwritingAKeyThatHasRunOutIsItsExpiryAndANewKey() {
    node.line("CONFIG SET notify-keyspace-events Kxn$");
    node.line("SET k v PX 10");
    Client subscriber = node.connect();
    node.runAs(subscriber, "SUBSCRIBE", "__keyspace@0__:k");
    node.advance(20);
    node.line("SET k v");
    assertThat(node.control.pushed)
        .extracting(pushed -> pushed.strip().replaceFirst("(?s).*\r\n", ""))
        .containsExactly("expired", "new", "set");
  }
}
