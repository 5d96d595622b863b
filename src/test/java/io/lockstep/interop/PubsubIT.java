package io.lockstep.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

/** Messages between nodes, with Lettuce as a subscriber, and a subscriber that does not read. */
class PubsubIT {

  @Test
  void lettuceHearsChannelsAndPatterns() {
    try (var node = EmbeddedNode.start();
        var client = RedisClient.create(RedisURI.create("127.0.0.1", node.port()));
        var connection = client.connectPubSub()) {
      Queue<String> heard = new ConcurrentLinkedQueue<>();
      connection.addListener(listener(heard));
      connection.sync().subscribe("news");
      connection.sync().psubscribe("n*");
      assertThat(node.call("PUBLISH", "news", "text")).isEqualTo(2L);
      await().until(() -> heard.size() == 2);
      assertThat(heard).containsExactly("news text", "n* news text");
      connection.sync().unsubscribe("news");
      connection.sync().punsubscribe("n*");
      assertThat(connection.sync().ping()).isEqualTo("PONG");
    }
  }

  private static RedisPubSubAdapter<String, String> listener(Queue<String> heard) {
    return new RedisPubSubAdapter<>() {
      @Override
      public void message(String channel, String message) {
        heard.add(channel + " " + message);
      }

      @Override
      public void message(String pattern, String channel, String message) {
        heard.add(pattern + " " + channel + " " + message);
      }
    };
  }

  @Test
  void realMastersMessageReachesSubscribersOfALockstepReplica() {
    try (var master = RealRedis.start();
        var replica = EmbeddedNode.start()) {
      travels(master, replica);
    }
  }

  @Test
  void messageReachesSubscribersOfARealReplica() {
    try (var master = EmbeddedNode.start("--repl-diskless-sync-delay", "0");
        var replica = RealRedis.start()) {
      travels(master, replica);
    }
  }

  private static void travels(PeerServer master, PeerServer replica) {
    Links.follow(replica, master);
    Links.awaitUp(replica);
    try (var subscriber = replica.connect()) {
      subscriber.call("SUBSCRIBE", "news");
      assertThat(master.call("PUBLISH", "news", "text")).isEqualTo(0L);
      assertThat(Reply.value(subscriber.receive())).isEqualTo(List.of("message", "news", "text"));
    }
  }

  @Test
  void subscriberThatDoesNotReadIsCutOff() {
    try (var node = EmbeddedNode.start("--client-output-buffer-limit", "pubsub 1mb 0 0");
        var subscriber = node.connect();
        var publisher = node.connect()) {
      subscriber.call("SUBSCRIBE", "news");
      String text = "x".repeat(100_000);
      await()
          .atMost(Duration.ofSeconds(20))
          .pollInterval(Duration.ZERO)
          .until(() -> Long.valueOf(0).equals(publisher.call("PUBLISH", "news", text)));
      assertThat(publisher.call("PING")).isEqualTo("PONG");
    }
  }
}
