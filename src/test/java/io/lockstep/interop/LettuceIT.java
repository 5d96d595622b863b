package io.lockstep.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.lettuce.core.LettuceFutures;
import io.lettuce.core.ReadFrom;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.masterreplica.MasterReplica;
import io.lettuce.core.masterreplica.StatefulRedisMasterReplicaConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Lettuce, with its own discovery of who is who, against a pair of Lockstep nodes. */
class LettuceIT {

  private EmbeddedNode master;
  private EmbeddedNode replica;
  private RedisClient client;
  private StatefulRedisMasterReplicaConnection<String, String> connection;

  @BeforeEach
  void connect() {
    master = EmbeddedNode.start("--repl-diskless-sync-delay", "0");
    replica = EmbeddedNode.start();
    Links.follow(replica, master);
    Links.awaitUp(replica);
    await().until(() -> String.valueOf(master.call("ROLE")).contains(replica.port() + ""));
    client = RedisClient.create();
    connection =
        MasterReplica.connect(
            client, StringCodec.UTF8, RedisURI.create("127.0.0.1", master.port()));
    connection.setReadFrom(ReadFrom.REPLICA);
  }

  @AfterEach
  void disconnect() {
    connection.close();
    client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
    replica.close();
    master.close();
  }

  @Test
  void readsGoToTheReplicaThatItFinds() {
    connection.sync().set("key", "value");
    await().until(() -> "value".equals(connection.sync().get("key")));
    assertThat(Links.stat(replica, "keyspace_hits")).isPositive();
    assertThat(Links.stat(master, "keyspace_hits")).isZero();
  }

  @Test
  void speaksRespThree() {
    connection.sync().set("key", "value");
    assertThat(String.valueOf(master.call("CLIENT", "LIST"))).contains("resp=3");
  }

  @Test
  void pipelinesThousands() {
    List<Future<?>> replies = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      replies.add(connection.async().incr("counter"));
    }
    assertThat(LettuceFutures.awaitAll(Duration.ofSeconds(10), replies.toArray(new Future<?>[0])))
        .isTrue();
    await().until(() -> "5000".equals(connection.sync().get("counter")));
    Links.awaitEqual(master, replica);
  }

  @Test
  void runsTransactions() {
    try (var single = client.connect(RedisURI.create("127.0.0.1", master.port()))) {
      var commands = single.sync();
      commands.multi();
      commands.set("one", "1");
      commands.incr("one");
      assertThat(List.copyOf(commands.exec().stream().toList())).isEqualTo(List.of("OK", 2L));
    }
    await().until(() -> "2".equals(connection.sync().get("one")));
  }
}
