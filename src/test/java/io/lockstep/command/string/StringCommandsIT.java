package io.lockstep.command.string;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.lockstep.command.CommandFixture;
import io.lockstep.command.RealStream;
import io.lockstep.command.bit.BitCommands;
import io.lockstep.command.parameter.NetworkParameters;
import io.lockstep.interop.RealRedis;
import io.lockstep.interop.RedisConnection;
import io.lockstep.interop.RedisExecutable;
import io.lockstep.keyspace.Database;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The same random commands to Lockstep and to a real redis-server: replies and the streams to
 * replicas must be the same to the byte.
 */
class StringCommandsIT {

  private static final int REQUESTS = 20_000;
  private static final int REQUESTS_PER_ROUND = 100;
  private static final long SEED_OF_FLOATS = 5;
  private static final long MAX_BULK_BYTES = 1 << 20; // the least that Redis takes
  private static final int MAX_EMBEDDED = 44; // bytes of a string in one block with its header
  private static final String MARKER = "round-is-over";

  private static RealRedis redis;

  @BeforeAll
  static void start() {
    assumeTrue(RedisExecutable.onPath().isPresent(), "no redis-server in PATH");
    redis =
        RealRedis.start(
            RedisExecutable.PATH,
            "--enable-debug-command",
            "yes",
            "--proto-max-bulk-len",
            "" + MAX_BULK_BYTES);
    redis.call("DEBUG", "SET-ACTIVE-EXPIRE", "0");
  }

  @AfterAll
  static void stop() {
    if (redis != null) {
      redis.close();
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 2", "2, 3", "3, 2", "4, 3"})
  void answersAndPropagatesAsRedisDoes(long seed, int protocol) {
    redis.call("FLUSHALL");
    try (var fixture = new CommandFixture(StringCommands.TABLE, BitCommands.TABLE);
        var connection = redis.connect();
        var stream = RealStream.of(redis)) {
      connection.call("HELLO", Integer.toString(protocol));
      fixture.client.protocol = protocol;
      fixture.node.parameters().put(NetworkParameters.PROTO_MAX_BULK_LEN, MAX_BULK_BYTES);
      var requests = new StringRequests(new SplittableRandom(seed));
      for (int i = 0; i < REQUESTS; i += REQUESTS_PER_ROUND) {
        compareRound(requests, fixture, connection, stream, "seed " + seed);
      }
    }
  }

  @Test
  void addsFloatsAsRedisDoes() {
    var requests = new StringRequests(new SplittableRandom(SEED_OF_FLOATS));
    try (var fixture = new CommandFixture(StringCommands.TABLE);
        var connection = redis.connect()) {
      for (int i = 0; i < REQUESTS; i++) {
        String[] sum = {"INCRBYFLOAT", "k", requests.decimal()};
        String[] next = i % 3 == 0 ? new String[] {"SET", "k", requests.decimal()} : sum;
        connection.send(RedisConnection.encode(next));
        assertThat(fixture.run(next))
            .as("%d: %s", i, Arrays.toString(next))
            .isEqualTo(new String(connection.receive(), ISO_8859_1));
      }
    }
  }

  private static void compareRound(
      StringRequests requests,
      CommandFixture fixture,
      RedisConnection connection,
      RealStream stream,
      String seed) {
    List<String> sent = new ArrayList<>();
    for (int i = 0; i < REQUESTS_PER_ROUND; i++) {
      String[] request = requests.next();
      sent.add(Arrays.toString(request));
      connection.send(RedisConnection.encode(request));
      String expected = new String(connection.receive(), ISO_8859_1);
      assertThat(fixture.run(request)).as("%s, after %s", seed, sent).isEqualTo(expected);
    }
    compareEncodings(fixture, connection, seed + ", encodings after " + sent);
    connection.call("SET", MARKER, "");
    List<String> expected = withoutTimes(stream.until("SET " + MARKER + " "));
    List<String> actual = withoutTimes(fixture.propagated());
    for (int i = 0; i < Math.min(expected.size(), actual.size()); i++) {
      assertThat(actual.get(i))
          .as("%s, stream of %s, at %d", seed, sent, i)
          .isEqualTo(expected.get(i));
    }
    assertThat(actual).as("%s, stream of %s", seed, sent).hasSameSizeAs(expected);
  }

  private static void compareEncodings(
      CommandFixture fixture, RedisConnection connection, String after) {
    for (String key : StringRequests.KEYS) {
      fixture.run("STRLEN", key);
      connection.call("STRLEN", key);
      Object expected = connection.call("OBJECT", "ENCODING", key);
      byte[] name = key.getBytes(ISO_8859_1);
      int record = fixture.node.keyspace().database(0).find(name, 0, name.length);
      if (record != Database.NONE && expected instanceof String encoding) {
        boolean isLong = fixture.node.keyspace().records().valueLength(record) > MAX_EMBEDDED;
        boolean isRaw = isLong || fixture.node.keyspace().records().isRaw(record);
        assertThat(isRaw).as("%s of %s", after, key).isEqualTo(encoding.equals("raw"));
      }
    }
  }

  /** Relative times end at moments that differ by the duration of the test. */
  private static List<String> withoutTimes(List<String> commands) {
    return commands.stream().map(StringCommandsIT::withoutTime).toList();
  }

  private static String withoutTime(String command) {
    return command.replaceAll("(PXAT |PEXPIREAT .+ )\\d{13,}$", "$1<time>");
  }
}
