package io.lockstep.interop;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** DUMP of what the same commands made is the same to the byte as that of a real server. */
class DumpedValuesIT {
  private static final int VALUES = 300;

  private static RealRedis redis;
  private static EmbeddedNode node;

  @BeforeAll
  static void start() {
    assumeTrue(RedisExecutable.onPath().isPresent(), "no redis-server in PATH");
    redis =
        RealRedis.start(
            RedisExecutable.PATH, "--rdbcompression", "no", "--enable-debug-command", "yes");
    node = EmbeddedNode.start("--rdbcompression", "no");
  }

  @AfterAll
  static void stop() {
    if (redis != null) {
      redis.close();
      node.close();
    }
  }

  static List<String> values() {
    return List.of(
        "SET k 1",
        "SET k -129",
        "SET k 12345678901",
        "SET k text",
        "RPUSH k a 1 -1 127 128 -4096 4095 4096 32767 32768 8388607 8388608 2147483648",
        "RPUSH k -9223372036854775808 9223372036854775807 9223372036854775808 01 -0 +1",
        "SADD k 3 1 2",
        "SADD k -32768 32767",
        "SADD k 32768 -5",
        "SADD k 9223372036854775807 -5 7",
        "SADD k 1 70000|SREM k 70000",
        "HSET k f v n 12 f2 v2",
        "HSET k f v n 12 f2 v2|HDEL k n|HSET k f w|HINCRBY k n 70000",
        "ZADD k 1 a 2 b 3 c",
        "ZADD k 1.5 a -2.25 b 1e17 c 0.0625 d inf e -inf f -0 g 3 4",
        "ZADD k 4611686018427387904 a -4503599627370497 c",
        "ZADD k 1.5 a 2 b|ZINCRBY k 0.5 a|ZINCRBY k 0.25 b",
        "XADD k 1-1 f v|XADD k 1-2 f w|XADD k 2-0 g x h y|XDEL k 1-2",
        "XADD k 1-1 f v|XADD k 5-2 f w|XGROUP CREATE k g 0|XGROUP CREATE k empty $",
        "XGROUP CREATE k g $ MKSTREAM",
        "XADD k 1-1 f v|XDEL k 1-1");
  }

  @ParameterizedTest
  @MethodSource("values")
  void ofSmallValues(String commands) {
    agree(Arrays.stream(commands.split("\\|", -1)).map(c -> c.split(" ", -1)).toList());
  }

  @Test
  void describesALongListAsARealServerDoes() {
    for (PeerServer server : List.of(redis, node)) {
      server.call("DEL", "list");
      for (int i = 0; i < 1_000; i++) {
        server.call("RPUSH", "list", "element number " + i);
      }
    }
    assertThat(described(node)).contains("ql_nodes:").isEqualTo(described(redis));
  }

  private static String described(PeerServer server) {
    String text = String.valueOf(server.call("DEBUG", "OBJECT", "list"));
    return text.replaceAll("(at|lru|lru_seconds_idle):\\w+", "");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void ofAnyPackedValue(long seed) {
    var random = new SplittableRandom(seed);
    for (int i = 0; i < VALUES; i++) {
      agree(List.<String[]>of(value(random)));
    }
  }

  private static void agree(List<String[]> commands) {
    try (var there = redis.connect();
        var here = node.connect()) {
      there.call("DEL", "k");
      here.call("DEL", "k");
      for (String[] command : commands) {
        assertThat(here.call(command)).isEqualTo(there.call(command));
      }
      assertThat(hex(here.call("DUMP", "k")))
          .as(() -> String.join(" ", commands.getLast()))
          .isEqualTo(hex(there.call("DUMP", "k")));
    }
  }

  private static String[] value(RandomGenerator random) {
    var words = new ArrayList<String>();
    int count = 1 + random.nextInt(30);
    switch (random.nextInt(4)) {
      case 0 -> {
        words.addAll(List.of("RPUSH", "k"));
        random.ints(count).forEach(_ -> words.add(text(random, 3000)));
      }
      case 1 -> {
        words.addAll(List.of("HSET", "k"));
        random.ints(count).forEach(_ -> words.addAll(List.of(text(random, 64), text(random, 64))));
      }
      case 2 -> {
        words.addAll(List.of("SADD", "k"));
        int shift = random.nextInt(60);
        random.ints(count).forEach(_ -> words.add(Long.toString(random.nextLong() >> shift)));
      }
      default -> {
        words.addAll(List.of("ZADD", "k"));
        random.ints(count).forEach(_ -> words.addAll(List.of(score(random), text(random, 64))));
      }
    }
    return words.toArray(String[]::new);
  }

  /** One whose decimal text is exact: Redis 7.0 writes 17 digits of others, and 7.2 the fewest. */
  private static String score(RandomGenerator random) {
    int shift = random.nextInt(12);
    return Double.toString((double) random.nextInt(100_000) / (1 << shift));
  }

  private static String text(RandomGenerator random, int longest) {
    if (random.nextBoolean()) {
      return Long.toString(random.nextLong() >> random.nextInt(64));
    }
    byte[] text = new byte[random.nextInt(random.nextInt(5) == 0 ? longest : 20)];
    random.nextBytes(text);
    return new String(text, ISO_8859_1);
  }

  private static String hex(@Nullable Object dump) {
    return HexFormat.of().formatHex(String.valueOf(dump).getBytes(ISO_8859_1));
  }
}
