package io.lockstep.rdb;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.lockstep.keyspace.Keyspace;
import io.lockstep.keyspace.Snapshot;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Collections of every form go through Lockstep's files, and a real Redis finds them unchanged. */
class RedisFormsIT {
  private static final long SEED = 20_260_407;
  private static final String FILE = "dump.rdb";
  private static final int[] SIZES = {1, 2, 30, 500, 5_000};

  @TempDir private static Path origin;
  @TempDir private Path copy;

  private static Saved whole;
  private static Saved withoutStreams;

  @BeforeAll
  static void fill() throws IOException {
    assumeTrue(StockRedis.isInstalled(), "redis-server is not on the PATH");
    var random = new Random(SEED);
    try (var redis = StockRedis.start(origin)) {
      for (int size : SIZES) {
        fill(redis, random, size);
      }
      redis.call("PEXPIRE", "hash:2", "100000000");
      whole = Saved.of(redis, "whole.rdb");
      for (int size : SIZES) {
        redis.call("DEL", "stream:" + size);
      }
      withoutStreams = Saved.of(redis, "without-streams.rdb");
    }
  }

  /** A file that a real Redis wrote, and its digest of the data. */
  private record Saved(Path file, String digest) {
    static Saved of(StockRedis redis, String name) throws IOException {
      String digest = redis.call("DEBUG", "DIGEST");
      assertThat(digest).matches("[0-9a-f]{40}").isNotEqualTo("0".repeat(40));
      redis.call("SAVE");
      return new Saved(Files.copy(origin.resolve(FILE), origin.resolve(name)), digest);
    }
  }

  private static void fill(StockRedis redis, Random random, int size) throws IOException {
    List<List<String>> commands =
        List.of(
            command("RPUSH", "list:" + size),
            command("SADD", "numbers:" + size),
            command("SADD", "set:" + size),
            command("HSET", "hash:" + size),
            command("ZADD", "zset:" + size));
    for (int i = 0; i < size; i++) {
      commands.get(0).add(text(random, 300));
      commands.get(1).add(Long.toString(random.nextInt() >> random.nextInt(32)));
      commands.get(2).add(text(random, 30));
      commands.get(3).addAll(List.of(text(random, 40), text(random, 40)));
      commands.get(4).addAll(List.of(score(random), text(random, 40)));
      redis.call("XADD", "stream:" + size, i + "-1", "f" + i % 3, text(random, 40));
    }
    for (List<String> command : commands) {
      redis.call(command.toArray(String[]::new));
    }
    redis.call("RPUSH", "list:" + size, "x".repeat(100 * size));
    redis.call("XGROUP", "CREATE", "stream:" + size, "group", "0");
    redis.call(
        "XREADGROUP", "GROUP", "group", "one", "COUNT", "3", "STREAMS", "stream:" + size, ">");
  }

  private static List<String> command(String name, String key) {
    return new ArrayList<>(List.of(name, key));
  }

  private static String text(Random random, int longest) {
    if (random.nextInt(3) == 0) {
      return Long.toString(random.nextLong() >> random.nextInt(64));
    }
    byte[] bytes = new byte[random.nextInt(longest)];
    random.nextBytes(bytes);
    return new String(bytes, ISO_8859_1);
  }

  private static String score(Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> Integer.toString(random.nextInt());
      case 1 -> Double.toString(random.nextDouble());
      case 2 -> "inf";
      default -> Double.toString(random.nextGaussian() * Math.pow(10, random.nextInt(600) - 300));
    };
  }

  @ParameterizedTest
  @CsvSource({
    "V2, true",
    "V3, false",
    "V4, false",
    "V5, true",
    "V6, false",
    "V7, true",
    "V8, false",
    "V9, true",
    "V9, false",
    "V10, true",
    "V10, false"
  })
  void survivesEveryForm(RdbVersion version, boolean isCompressed) throws IOException {
    Saved saved = version.hasStreams() ? whole : withoutStreams;
    byte[] written = rewritten(Files.readAllBytes(saved.file()), version, isCompressed);
    assertThat(digestOf(written)).isEqualTo(saved.digest());
  }

  /** No Redis before 7.2 reads it, so it is read and written once more. */
  @ParameterizedTest
  @CsvSource({"true", "false"})
  void survivesTheNewestForm(boolean isCompressed) throws IOException {
    byte[] newest = rewritten(Files.readAllBytes(whole.file()), RdbVersion.V11, isCompressed);
    assertThat(digestOf(rewritten(newest, RdbVersion.V10, isCompressed))).isEqualTo(whole.digest());
  }

  private static byte[] rewritten(byte[] file, RdbVersion version, boolean isCompressed)
      throws IOException {
    var sink = new ByteArrayOutputStream();
    RdbWriteOptions options =
        RdbWriteOptions.usual().withVersion(version).withCompression(isCompressed);
    try (Keyspace keyspace = Loads.load(file).keyspace();
        Snapshot snapshot = keyspace.openSnapshot()) {
      new RdbWriter(options).write(snapshot, RdbHeader.of("7.2.6", Loads.NOW_MS), sink);
    }
    return sink.toByteArray();
  }

  private String digestOf(byte[] file) throws IOException {
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(copy.resolve(FILE)))) {
      out.write(file);
    }
    assertThat(StockRedis.check(copy.resolve(FILE))).contains("RDB looks OK");
    try (var redis = StockRedis.start(copy)) {
      return redis.call("DEBUG", "DIGEST");
    }
  }
}
