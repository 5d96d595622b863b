package io.lockstep.rdb;

import static io.lockstep.rdb.Loads.NOW_MS;
import static io.lockstep.rdb.Loads.put;
import static io.lockstep.rdb.Loads.strings;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.lockstep.keyspace.Keyspace;
import io.lockstep.keyspace.ListValue;
import io.lockstep.keyspace.Snapshot;
import io.lockstep.memory.Records;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same file in Lockstep and in a real Redis holds the same keys. */
class RedisRdbIT {
  private static final long SEED = 20_260_406;
  private static final long FAR_MS = 4_000_000_000_000L;

  @TempDir Path directory;

  @BeforeEach
  void needsRedis() {
    assumeTrue(StockRedis.isInstalled(), "redis-server is not on the PATH");
  }

  @Test
  void loadsWhatRedisSaved() throws IOException {
    var expected = new TreeMap<String, String>();
    try (var redis = StockRedis.start(directory)) {
      redis.call(
          "FUNCTION",
          "LOAD",
          "#!lua name=mine\nredis.register_function('f', function() return 1 end)");
      var random = new Random(SEED);
      for (int i = 0; i < 2_000; i++) {
        String value = value(random);
        redis.call("SET", "key:" + i, value);
        expected.put("key:" + i, value);
      }
      redis.call("SET", "lasting", "1", "PXAT", Long.toString(FAR_MS));
      redis.call("SELECT", "9");
      redis.call("SET", "a".repeat(500), "b".repeat(3_000_000));
      redis.call("SAVE");
    }
    expected.put("lasting", "1");

    try (Keyspace keyspace = load("dump.rdb")) {
      assertThat(strings(keyspace, 0)).isEqualTo(expected);
      assertThat(strings(keyspace, 9)).isEqualTo(Map.of("a".repeat(500), "b".repeat(3_000_000)));
      assertThat(keyspace.records().expireAtMs(Loads.find(keyspace, 0, "lasting")))
          .isEqualTo(FAR_MS);
    }
  }

  @Test
  void writesWhatRedisLoads() throws IOException {
    try (var keyspace = new Keyspace(Loads.DATABASES, SEED)) {
      fill(keyspace);
      write(keyspace, RdbWriteOptions.usual(), List.of());
      assertThat(StockRedis.check(directory.resolve("dump.rdb"))).contains("RDB looks OK");
      try (var redis = StockRedis.start(directory)) {
        for (int database : new int[] {5, 0}) {
          redis.call("SELECT", Integer.toString(database));
          assertThat(redis.strings()).isEqualTo(strings(keyspace, database));
        }
        assertThat(redis.call("PEXPIRETIME", "lasting")).isEqualTo(Long.toString(FAR_MS));
        assertThat(redis.call("OBJECT", "ENCODING", "number")).isEqualTo("int");
      }
    }
  }

  @Test
  void writesUseAndFunctionsThatRedisUnderstands() throws IOException {
    byte[] library =
        "#!lua name=mine\nredis.register_function('f', function() return 'called' end)"
            .getBytes(US_ASCII);
    try (var keyspace = new Keyspace(Loads.DATABASES, SEED)) {
      keyspace.accessClock().advance(NOW_MS - 1_000_000);
      put(keyspace, 0, "idle", "1", -1);
      write(keyspace, RdbWriteOptions.usual().withAccess(RdbAccess.IDLE, 1), List.of(library));
    }

    try (var redis = StockRedis.start(directory)) {
      assertThat(Long.parseLong(redis.call("OBJECT", "IDLETIME", "idle")))
          .isBetween(1_000L, 1_100L);
      assertThat(redis.call("FCALL", "f", "0")).isEqualTo("called");
    }
  }

  /** The way back of the one in the middle takes a byte more than its length asks for. */
  @Test
  void writesElementsOfAnOddLengthAsRedisReadsThem() throws IOException {
    List<String> elements = List.of("a", "x".repeat((1 << 14) - 1 - 5), "b");
    try (var keyspace = new Keyspace(Loads.DATABASES, SEED)) {
      keyspace.limits().listMaxListpackSize = 10;
      ListValue list =
          keyspace.lists().create(keyspace.database(0), new byte[] {'k'}, 0, 1, Records.NO_EXPIRY);
      for (String element : elements) {
        list.grow(element.length(), 1);
        list.pushLast(element.getBytes(US_ASCII), 0, element.length());
      }
      write(keyspace, RdbWriteOptions.usual().withVersion(RdbVersion.V10), List.of());
    }
    try (var redis = StockRedis.start(directory)) {
      assertThat(redis.call("LRANGE", "k", "0", "-1").lines()).containsExactlyElementsOf(elements);
      assertThat(redis.call("LINDEX", "k", "-3")).isEqualTo("a");
    }
  }

  private static void fill(Keyspace keyspace) {
    var random = new Random(SEED);
    for (int i = 0; i < 2_000; i++) {
      put(keyspace, i % 2 * 5, "key:" + i, value(random), -1);
    }
    put(keyspace, 0, "lasting", "1", FAR_MS);
    put(keyspace, 0, "number", "123456789012", -1);
    put(keyspace, 0, "k".repeat(100), "long ".repeat(700_000), -1);
  }

  private void write(Keyspace keyspace, RdbWriteOptions options, List<byte[]> functions)
      throws IOException {
    try (Snapshot snapshot = keyspace.openSnapshot();
        var out = new BufferedOutputStream(Files.newOutputStream(directory.resolve("dump.rdb")))) {
      new RdbWriter(options)
          .write(snapshot, RdbHeader.of("7.2.6", NOW_MS).withFunctions(functions), out);
    }
  }

  private Keyspace load(String file) throws IOException {
    try (var in = new BufferedInputStream(Files.newInputStream(directory.resolve(file)))) {
      RdbContents contents =
          new RdbReader(
                  RdbReadOptions.forMaster(NOW_MS),
                  seed -> new Keyspace(Loads.DATABASES, seed.orElse(SEED)))
              .load(in);
      assertThat(contents.isVerified()).isTrue();
      assertThat(contents.functions()).hasSize(1);
      return contents.keyspace();
    }
  }

  private static String value(Random random) {
    return switch (random.nextInt(3)) {
      case 0 -> Long.toString(random.nextLong() >> random.nextInt(64));
      case 1 -> "lockstep ".repeat(random.nextInt(100));
      default -> Long.toHexString(random.nextLong()).repeat(random.nextInt(4));
    };
  }
}
