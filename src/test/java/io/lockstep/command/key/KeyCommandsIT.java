package io.lockstep.command.key;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.lockstep.command.Client;
import io.lockstep.command.CommandFixture;
import io.lockstep.command.RealStream;
import io.lockstep.command.connection.TransactionCommands;
import io.lockstep.command.debug.DebugCommands;
import io.lockstep.command.parameter.SecurityParameters;
import io.lockstep.command.string.StringCommands;
import io.lockstep.interop.RealRedis;
import io.lockstep.interop.RedisConnection;
import io.lockstep.interop.RedisExecutable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Two clients send the same random commands on keys, expiry and transactions to Lockstep and to a
 * real redis-server: replies, streams to replicas and signatures of the data must be the same.
 */
class KeyCommandsIT {

  private static final int ROUNDS = 100;
  private static final int REQUESTS_PER_ROUND = 200;
  private static final Pattern BULK = Pattern.compile("\\$\\d+\r\n(.*)\r\n");

  private static RealRedis redis;

  @BeforeAll
  static void start() {
    assumeTrue(RedisExecutable.onPath().isPresent(), "no redis-server in PATH");
    redis = RealRedis.start(RedisExecutable.PATH, "--enable-debug-command", "yes");
  }

  @AfterAll
  static void stop() {
    if (redis != null) {
      redis.close();
    }
  }

  /** One client, at both servers. */
  private record Pair(Client ours, RedisConnection theirs) {}

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void answersPropagatesAndKeepsWhatRedisDoes(long seed) {
    redis.call("FLUSHALL");
    try (var fixture = fixture();
        var first = redis.connect();
        var second = redis.connect();
        var stream = RealStream.of(redis)) {
      var pairs = List.of(new Pair(fixture.client, first), new Pair(fixture.connect(), second));
      var requests = new KeyRequests(new SplittableRandom(seed));
      for (int round = 0; round < ROUNDS; round++) {
        compareRound(fixture, pairs, requests, stream, "seed " + seed + ", round " + round);
      }
    }
  }

  private static CommandFixture fixture() {
    var fixture =
        new CommandFixture(
            KeyCommands.TABLE,
            DatabaseCommands.TABLE,
            ObjectCommands.TABLE,
            ExpiryCommands.TABLE,
            ScanCommands.TABLE,
            TransactionCommands.TABLE,
            DebugCommands.TABLE,
            StringCommands.TABLE);
    fixture.node.parameters().put(SecurityParameters.ENABLE_DEBUG_COMMAND, "yes");
    fixture.advance(System.currentTimeMillis() - CommandFixture.START_MS);
    return fixture;
  }

  private static void compareRound(
      CommandFixture fixture,
      List<Pair> pairs,
      KeyRequests requests,
      RealStream stream,
      String where) {
    var sent = new ArrayList<String>();
    for (int i = 0; i < REQUESTS_PER_ROUND; i++) {
      int chosen = requests.oneIn(4) ? 1 : 0;
      Pair pair = pairs.get(chosen);
      selectAtTimes(pair, requests, sent, chosen);
      String[] request = requests.next(pair.ours().isInTransaction());
      sent.add(chosen + ": " + String.join(" ", request));
      pair.theirs().send(RedisConnection.encode(request));
      String expected = new String(pair.theirs().receive(), ISO_8859_1);
      String actual = fixture.runAs(pair.ours(), request);
      assertThat(comparable(actual))
          .as("%s, after %s", where, sent)
          .isEqualTo(comparable(expected));
    }
    compareStreams(fixture, stream, where + ", after " + sent);
    assertThat(fixture.runAs(fixture.connect(), "DEBUG", "DIGEST"))
        .as("%s, after %s", where, sent)
        .isEqualTo("+" + redis.call("DEBUG", "DIGEST") + "\r\n");
  }

  private static void selectAtTimes(
      Pair pair, KeyRequests requests, List<String> sent, int chosen) {
    if (requests.oneIn(10) && !pair.ours().isInTransaction()) {
      int database = requests.database();
      sent.add(chosen + ": SELECT " + database);
      pair.ours().database(database);
      pair.theirs().call("SELECT", Integer.toString(database));
    }
  }

  private static void compareStreams(CommandFixture fixture, RealStream stream, String where) {
    redis.call("PUBLISH", "round", "over");
    List<String> expected = stream.until("PUBLISH round over");
    List<String> actual = new ArrayList<>(fixture.propagated());
    actual.removeIf(command -> command.startsWith("SELECT"));
    assertThat(withoutTimes(actual)).as(where).isEqualTo(withoutTimes(expected));
  }

  private static List<String> withoutTimes(List<String> commands) {
    return commands.stream().map(command -> command.replaceAll("\\d{12,}", "<time>")).toList();
  }

  /** Moments are told as such, and the keys of KEYS and SCAN in the order of the alphabet. */
  private static String comparable(String reply) {
    String text = reply.replaceAll(":\\d{5,15}\r", ":<time>\r");
    return text.startsWith("*") && BULK.matcher(text).find() ? sorted(text) : text;
  }

  private static String sorted(String reply) {
    Matcher bulks = BULK.matcher(reply);
    String[] texts = bulks.results().map(found -> found.group(1)).toArray(String[]::new);
    if (!Arrays.stream(texts).allMatch(text -> text.matches("k\\d|0"))) {
      return reply;
    }
    Arrays.sort(texts);
    return BULK.matcher(reply).replaceAll("") + Arrays.toString(texts);
  }
}
