package io.lockstep.interop;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Files that servers of all ages wrote, as what a master sends: Lockstep holds afterwards what a
 * real server does, key by key. Both stay replicas, so that neither deletes what has run out.
 */
class RdbFilesIT {
  private static final Path FILES = Path.of("src/test/resources/rdb");
  private static final List<String> REFUSED = List.of("module", "dump-module-2", "function");
  private static final int DATABASES = 16;
  private static final Duration LIMIT = Duration.ofSeconds(10);
  private static final Duration POLL = Duration.ofMillis(10);

  private static RealRedis redis;
  private static EmbeddedNode node;

  @BeforeAll
  static void start() {
    assumeTrue(RedisExecutable.onPath().isPresent(), "no redis-server in PATH");
    redis = RealRedis.start(RedisExecutable.PATH, "--enable-debug-command", "yes");
    node = EmbeddedNode.start();
  }

  @AfterAll
  static void stop() {
    if (redis != null) {
      redis.close();
      node.close();
    }
  }

  static List<String> sound() throws IOException {
    try (Stream<Path> files = Files.list(FILES)) {
      return files
          .map(path -> path.getFileName().toString())
          .filter(name -> name.endsWith(".rdb"))
          .map(name -> name.substring(0, name.length() - ".rdb".length()))
          .filter(name -> !REFUSED.contains(name))
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @MethodSource("sound")
  void holdsWhatARealServerHolds(String name) {
    byte[] file = file(name);
    give(redis, file, name);
    give(node, file, name);

    assertThat(content(node)).isEqualTo(content(redis));
    assertThat(Links.digest(node)).isEqualTo(Links.digest(redis));
  }

  @ParameterizedTest
  @ValueSource(strings = {"module", "dump-module-2", "function"})
  void keepsItsDataWhenTheFileIsRefused(String name) {
    give(node, file("multiple_databases"), "sound");
    String digest = Links.digest(node);
    try (var master = new FakeMaster(() -> fullResync(file(name), replid(name)))) {
      follow(node, master);
      await().atMost(LIMIT).pollInterval(POLL).until(() -> master.served() > 1);
      assertThat(Links.digest(node)).isEqualTo(digest);
    }
  }

  // ---- a master that sends a file once

  private static void give(PeerServer replica, byte[] file, String name) {
    var isSent = new AtomicBoolean();
    String replid = replid(name);
    try (var master =
        new FakeMaster(
            () ->
                isSent.getAndSet(true)
                    ? "-NOMASTERLINK once is enough\r\n".getBytes(ISO_8859_1)
                    : fullResync(file, replid))) {
      follow(replica, master);
      await()
          .atMost(LIMIT)
          .pollInterval(POLL)
          .until(() -> Links.field(replica, "replication", "master_replid").equals(replid));
    }
  }

  private static void follow(PeerServer replica, FakeMaster master) {
    assertThat(replica.call("REPLICAOF", "127.0.0.1", Integer.toString(master.port())))
        .isEqualTo("OK");
  }

  private static String replid(String name) {
    return "%040x".formatted(name.hashCode() & 0xffff_ffffL);
  }

  private static byte[] fullResync(byte[] file, String replid) {
    byte[] head =
        "+FULLRESYNC %s 1000\r\n$%d\r\n".formatted(replid, file.length).getBytes(ISO_8859_1);
    byte[] both = new byte[head.length + file.length];
    System.arraycopy(head, 0, both, 0, head.length);
    System.arraycopy(file, 0, both, head.length, file.length);
    return both;
  }

  private static byte[] file(String name) {
    try {
      return Files.readAllBytes(FILES.resolve(name + ".rdb"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  // ---- what a server holds

  private static Map<String, String> content(PeerServer server) {
    var content = new TreeMap<String, String>();
    try (var connection = server.connect()) {
      for (int database = 0; database < DATABASES; database++) {
        connection.call("SELECT", Integer.toString(database));
        for (String key : items(connection.call("KEYS", "*"))) {
          content.put(database + " " + key, describe(connection, key));
        }
      }
    }
    return content;
  }

  private static String describe(RedisConnection connection, String key) {
    String type = String.valueOf(connection.call("TYPE", key));
    String encoding = String.valueOf(connection.call("OBJECT", "ENCODING", key));
    boolean isLasting = Long.valueOf(-1).equals(connection.call("PTTL", key));
    return "%s %s %s %s"
        .formatted(type, byVersion(type, encoding), isLasting, value(connection, type, key));
  }

  /** The names of what 7.0 and 7.2 do not keep in the same way. */
  private static String byVersion(String type, String encoding) {
    boolean differs =
        switch (type) {
          case "list" -> true;
          case "set" -> !encoding.equals("intset");
          default -> false;
        };
    return differs ? "any" : encoding;
  }

  private static @Nullable Object value(RedisConnection connection, String type, String key) {
    return switch (type) {
      case "string" -> connection.call("GET", key);
      case "list" -> connection.call("LRANGE", key, "0", "-1");
      case "set" -> new TreeSet<>(items(connection.call("SMEMBERS", key)));
      case "zset" -> scores(items(connection.call("ZRANGE", key, "0", "-1", "WITHSCORES")));
      case "hash" -> fields(items(connection.call("HGETALL", key)));
      case "stream" ->
          connection.call("XRANGE", key, "-", "+") + " " + connection.call("XINFO", "GROUPS", key);
      default -> "?";
    };
  }

  private static Map<String, String> fields(List<String> pairs) {
    var fields = new TreeMap<String, String>();
    for (int i = 0; i < pairs.size(); i += 2) {
      fields.put(pairs.get(i), pairs.get(i + 1));
    }
    return fields;
  }

  /** Redis 7.0 shows more digits than it takes. */
  private static List<String> scores(List<String> pairs) {
    var scores = new ArrayList<String>();
    for (int i = 0; i < pairs.size(); i += 2) {
      String score = pairs.get(i + 1).replace("inf", "Infinity");
      scores.add(pairs.get(i) + "=" + Double.parseDouble(score));
    }
    return scores;
  }

  private static List<String> items(@Nullable Object reply) {
    return ((List<?>) requireNonNull(reply)).stream().map(String::valueOf).toList();
  }
}
