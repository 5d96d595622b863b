package io.lockstep.command.hyperloglog;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.lockstep.command.CommandFixture;
import io.lockstep.command.RealStream;
import io.lockstep.command.parameter.DataParameters;
import io.lockstep.command.string.StringCommands;
import io.lockstep.interop.RealRedis;
import io.lockstep.interop.RedisConnection;
import io.lockstep.interop.RedisExecutable;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The same random sketches at Lockstep and at a real redis-server: replies, the bytes of every
 * value and the streams to replicas must be the same.
 */
class HyperLogLogCommandsIT {

  private static final int ROUNDS = 60;
  private static final int REQUESTS_PER_ROUND = 50;
  private static final List<String> KEYS = List.of("a", "b", "c", "d");
  private static final String MARKER = "round-is-over";

  private static RealRedis redis;

  @BeforeAll
  static void start() {
    assumeTrue(RedisExecutable.onPath().isPresent(), "no redis-server in PATH");
    redis = RealRedis.start(RedisExecutable.PATH);
  }

  @AfterAll
  static void stop() {
    if (redis != null) {
      redis.close();
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 3000", "2, 3000", "3, 300", "4, 0", "5, 20000", "6, 3000"})
  void keepsTheBytesThatRedisKeeps(long seed, long maxSparseBytes) {
    redis.call("FLUSHALL");
    redis.call("CONFIG", "SET", "hll-sparse-max-bytes", Long.toString(maxSparseBytes));
    try (var fixture = new CommandFixture(StringCommands.TABLE, HyperLogLogCommands.TABLE);
        var connection = redis.connect();
        var stream = RealStream.of(redis)) {
      fixture.node.parameters().put(DataParameters.HLL_SPARSE_MAX_BYTES, maxSparseBytes);
      var random = new SplittableRandom(seed);
      for (int round = 0; round < ROUNDS; round++) {
        compareRound(fixture, connection, random, "seed " + seed + ", round " + round);
        compareStreams(fixture, connection, stream, "seed " + seed + ", round " + round);
      }
    }
  }

  private static void compareRound(
      CommandFixture fixture, RedisConnection connection, RandomGenerator random, String where) {
    for (int i = 0; i < REQUESTS_PER_ROUND; i++) {
      String[] request = request(random);
      compare(fixture, connection, where + ", request " + i, request);
      for (String key : KEYS) {
        compare(fixture, connection, where + " after " + String.join(" ", request), "GET", key);
      }
    }
  }

  private static void compare(
      CommandFixture fixture, RedisConnection connection, String where, String... request) {
    connection.send(RedisConnection.encode(request));
    String expected = new String(connection.receive(), ISO_8859_1);
    assertThat(fixture.run(request))
        .as("%s: %s", where, String.join(" ", request))
        .isEqualTo(expected);
  }

  private static void compareStreams(
      CommandFixture fixture, RedisConnection connection, RealStream stream, String where) {
    connection.call("SET", MARKER, "");
    assertThat(fixture.propagated()).as(where).isEqualTo(stream.until("SET " + MARKER + " "));
  }

  private static String[] request(RandomGenerator random) {
    return switch (random.nextInt(24)) {
      case 0, 1, 2, 3, 4 -> new String[] {"PFCOUNT", key(random)};
      case 5 -> new String[] {"PFCOUNT", key(random), key(random), "missing"};
      case 6 -> new String[] {"PFMERGE", key(random), key(random), key(random)};
      case 7 -> new String[] {"PFMERGE", key(random)};
      case 8 -> new String[] {"PFDEBUG", "ENCODING", key(random)};
      case 9 -> new String[] {"PFDEBUG", "DECODE", key(random)};
      case 10 -> rarely(random, "PFDEBUG", "TODENSE", key(random));
      case 11 -> rarely(random, "PFDEBUG", "GETREG", key(random));
      case 12, 13 -> new String[] {"GETDEL", key(random)};
      case 14 ->
          rarely(random, "SETRANGE", key(random), "" + random.nextInt(40), letter(random, 256));
      case 15 -> rarely(random, "SET", key(random), "HYLL");
      default -> pfadd(random);
    };
  }

  private static String[] rarely(RandomGenerator random, String... request) {
    return random.nextInt(4) == 0 ? request : pfadd(random);
  }

  private static String[] pfadd(RandomGenerator random) {
    var words = new ArrayList<>(List.of("PFADD", key(random)));
    int most = random.nextInt(10) == 0 ? 2000 : 20;
    for (int i = random.nextInt(most); i > 0; i--) {
      words.add(element(random));
    }
    return words.toArray(String[]::new);
  }

  private static String element(RandomGenerator random) {
    var text = new StringBuilder();
    for (int i = random.nextInt(20); i > 0; i--) {
      text.append(letter(random, random.nextBoolean() ? 256 : 4));
    }
    return text.toString();
  }

  private static String letter(RandomGenerator random, int most) {
    return Character.toString((char) random.nextInt(most));
  }

  private static String key(RandomGenerator random) {
    return KEYS.get(random.nextInt(KEYS.size()));
  }
}
