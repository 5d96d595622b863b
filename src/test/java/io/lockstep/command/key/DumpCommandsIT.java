package io.lockstep.command.key;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.lockstep.command.CommandFixture;
import io.lockstep.command.RealStream;
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
import org.junit.jupiter.params.provider.ValueSource;

/** What Lockstep dumps a real redis-server restores, and the other way about. */
class DumpCommandsIT {

  private static final int VALUES = 300;
  private static final int REQUESTS = 2000;
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

  private static CommandFixture fixture() {
    var fixture =
        new CommandFixture(
            StringCommands.TABLE, KeyCommands.TABLE, ExpiryCommands.TABLE, DumpCommands.TABLE);
    fixture.advance(System.currentTimeMillis() - CommandFixture.START_MS);
    return fixture;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void valuesGoThereAndBack(long seed) {
    var random = new SplittableRandom(seed);
    redis.call("FLUSHALL");
    try (var fixture = fixture();
        var connection = redis.connect()) {
      for (int i = 0; i < VALUES; i++) {
        String value = value(random);
        fixture.run("SET", "k", value);
        String there = bulk(fixture.run("DUMP", "k"));
        assertThat(reply(connection, "RESTORE", "k", "0", there, "REPLACE")).isEqualTo("+OK\r\n");
        assertThat(reply(connection, "GET", "k")).isEqualTo(fixture.run("GET", "k"));
        String back = bulk(reply(connection, "DUMP", "k"));
        assertThat(fixture.run("RESTORE", "copy", "0", back, "REPLACE")).isEqualTo("+OK\r\n");
        assertThat(fixture.run("GET", "copy")).isEqualTo(fixture.run("GET", "k"));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {3, 4})
  void answersAndPropagatesAsRedisDoes(long seed) {
    var random = new SplittableRandom(seed);
    redis.call("FLUSHALL");
    try (var fixture = fixture();
        var connection = redis.connect();
        var stream = RealStream.of(redis)) {
      List<String> payloads = payloads(fixture, random);
      for (int i = 0; i < REQUESTS; i++) {
        String[] request = request(random, payloads);
        assertThat(fixture.run(request))
            .as("seed %d, %d: %s", seed, i, String.join(" ", request))
            .isEqualTo(reply(connection, request));
      }
      connection.call("SET", MARKER, "");
      assertThat(withoutTimes(fixture.propagated()))
          .isEqualTo(withoutTimes(stream.until("SET " + MARKER + " ")));
    }
  }

  private static List<String> withoutTimes(List<String> commands) {
    return commands.stream()
        .map(c -> c.replaceAll("(?<=RESTORE . )\\d{13,14} ", "<time> "))
        .toList();
  }

  private static List<String> payloads(CommandFixture fixture, RandomGenerator random) {
    var payloads = new ArrayList<>(List.of("...", ""));
    for (int i = 0; i < 20; i++) {
      fixture.run("SET", "k", value(random));
      payloads.add(bulk(fixture.run("DUMP", "k")));
    }
    fixture.run("DEL", "k");
    fixture.propagated();
    return payloads;
  }

  private static String[] request(RandomGenerator random, List<String> payloads) {
    String key = one(random, "a", "b", "c");
    return switch (random.nextInt(8)) {
      case 0 -> new String[] {"GET", key};
      case 1 -> new String[] {"DEL", key};
      case 2 -> new String[] {"EXISTS", "a", "b", "c"};
      default -> restore(random, key, payloads.get(random.nextInt(payloads.size())));
    };
  }

  private static String[] restore(RandomGenerator random, String key, String payload) {
    String time = one(random, "0", "0", "0", "100000000", "1", "9999999999999", "-1", "x");
    boolean isSoon = time.equals("1"); // it would run out while the test looks at it
    var words = new ArrayList<>(List.of("RESTORE", key, time, payload));
    if (isSoon) {
      words.add("ABSTTL");
    }
    for (int i = random.nextInt(3); i > 0; i--) {
      words.addAll(option(random));
    }
    return words.toArray(String[]::new);
  }

  private static List<String> option(RandomGenerator random) {
    return switch (random.nextInt(10)) {
      case 0 -> List.of("ABSTTL");
      case 1 -> List.of("IDLETIME", one(random, "0", "77", "-1", "x"));
      case 2 -> List.of("FREQ", one(random, "0", "255", "256", "x"));
      case 3 -> List.of(one(random, "NX", "IDLETIME", "freq"));
      default -> List.of(one(random, "REPLACE", "replace"));
    };
  }

  private static String value(RandomGenerator random) {
    return switch (random.nextInt(5)) {
      case 0 -> Integer.toString(random.nextInt() >> random.nextInt(31));
      case 1 -> Long.toString(random.nextLong());
      case 2 -> one(random, "", "007", "-0", "+1", "2147483648", "-2147483649");
      case 3 -> "ab".repeat(random.nextInt(3000));
      default -> noise(random, random.nextInt(random.nextInt(30) == 0 ? 40_000 : 100));
    };
  }

  private static String noise(RandomGenerator random, int length) {
    var text = new StringBuilder();
    int letters = 1 << random.nextInt(1, 9);
    for (int i = 0; i < length; i++) {
      text.append((char) random.nextInt(letters));
    }
    return text.toString();
  }

  private static String one(RandomGenerator random, String... words) {
    return words[random.nextInt(words.length)];
  }

  private static String reply(RedisConnection connection, String... request) {
    connection.send(RedisConnection.encode(request));
    return new String(connection.receive(), ISO_8859_1);
  }

  private static String bulk(String reply) {
    return reply.substring(reply.indexOf('\n') + 1, reply.length() - 2);
  }
}
