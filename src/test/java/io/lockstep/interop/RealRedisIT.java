package io.lockstep.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** The harness itself: real servers of two versions start, answer, and copy each other. */
class RealRedisIT {

  @Test
  void carriedServerIsSixTwo() {
    try (var redis = RealRedis.start(RedisExecutable.SIX)) {
      assertThat(redis.call("INFO", "server")).asString().contains("redis_version:6.2.");
    }
  }

  @Test
  void repliesOfBothProtocolsBecomeJavaValues() {
    try (var redis = RealRedis.start();
        var connection = redis.connect()) {
      assertThat(connection.call("GET", "none")).isNull();
      assertThat(connection.call("INCR", "n")).isEqualTo(1L);
      assertThat(connection.call("BOGUS")).isInstanceOf(Reply.Failure.class);
      assertThat(connection.call("HELLO", "3")).isInstanceOf(Map.class);
      assertThat(connection.call("CONFIG", "GET", "port"))
          .isEqualTo(Map.of("port", Integer.toString(redis.port())));
    }
  }

  @Test
  void newReplicaCopiesOldMaster() {
    try (var master = RealRedis.start(RedisExecutable.SIX);
        var replica = RealRedis.start(replicaOf(master))) {
      master.call("SET", "key", "value");
      await().until(() -> "value".equals(replica.call("GET", "key")));
    }
  }

  @Test
  void oldReplicaRefusesTheFileOfANewMaster() {
    assumeTrue(RedisExecutable.onPath().isPresent());
    try (var master = RealRedis.start(RedisExecutable.PATH);
        var replica = RealRedis.start(RedisExecutable.SIX, replicaOf(master))) {
      await().until(() -> replica.log().contains("Can't handle RDB format version 10"));
    }
  }

  private static String[] replicaOf(PeerServer master) {
    return new String[] {"--replicaof", "127.0.0.1", Integer.toString(master.port())};
  }
}
