package io.lockstep.interop;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Values of every type in every encoding, in several databases, saved in every way that the
 * parameters offer: older servers load them without a complaint, save them in turn, and nothing is
 * lost on the way back.
 */
class SavedFormsIT {

  private static final int[] DATABASES = {0, 3, 15};
  private static final String SHORT_OR_CHANGED = "raw";
  private static final long FAR_MS = 4_000_000_000_123L;

  private static TestFolder folder;
  private static EmbeddedNode node;

  @BeforeAll
  static void fill() {
    folder = TestFolder.create("forms-");
    node = EmbeddedNode.start(args("--dbfilename", "origin.rdb"));
    try (var client = node.connect()) {
      for (int database : DATABASES) {
        client.call("SELECT", Integer.toString(database));
        new Sample(client).fill();
      }
    }
  }

  @AfterAll
  static void stop() {
    node.close();
    folder.close();
  }

  private static String[] args(String... further) {
    var usual = Stream.of("--dir", folder.path().toString());
    return Stream.concat(usual, Stream.of(further)).toArray(String[]::new);
  }

  private static void save(PeerServer server) {
    assertThat(server.call("SAVE")).isEqualTo("OK");
  }

  /** The file is another node's, which has these parameters. */
  private static void saveWith(String... parameters) throws IOException {
    save(node);
    Files.copy(folder.path().resolve("origin.rdb"), file(), StandardCopyOption.REPLACE_EXISTING);
    try (var saver = EmbeddedNode.start(args(parameters))) {
      save(saver);
    }
  }

  private static Path file() {
    return folder.path().resolve("dump.rdb");
  }

  @ParameterizedTest
  @CsvSource({
    "SIX,   9,  yes, yes, noeviction",
    "SIX,   9,  no,  no,  allkeys-lru",
    "SIX,   9,  yes, yes, allkeys-lfu",
    "SEVEN, 9,  no,  yes, allkeys-lfu",
    "SEVEN, 10, yes, yes, noeviction",
    "SEVEN, 10, no,  no,  allkeys-lru",
    "SEVEN, 10, yes, yes, allkeys-lfu",
  })
  void goThroughAnOlderServer(
      Make older, String version, String compression, String checksum, String policy)
      throws IOException, InterruptedException {
    saveWith(
        "--rdb-version", version,
        "--rdbcompression", compression,
        "--rdbchecksum", checksum,
        "--maxmemory-policy", policy);
    assertSound(older, checksum);

    try (PeerServer server = older.start(args("--maxmemory-policy", policy))) {
      assertThat(((RealRedis) server).log()).containsPattern("DB loaded|keys loaded");
      assertThat(complaints((RealRedis) server)).isEmpty();
      assertThat(Links.digest(server)).isEqualTo(Links.digest(node));
      save(server);
    }
    assertThatItIsLoaded(policy);
  }

  /** Those that only servers as new as we are would read. */
  @ParameterizedTest
  @CsvSource({"11, yes, noeviction", "auto, no, allkeys-lru", "auto, yes, allkeys-lfu"})
  void areLoadedByOurselves(String version, String compression, String policy) throws IOException {
    saveWith(
        "--rdb-version", version, "--rdbcompression", compression, "--maxmemory-policy", policy);
    assertThatItIsLoaded(policy);
  }

  @Test
  void timesOfFieldsAreLoadedByOurselves() throws IOException {
    var timed = List.of("hash:timed:packed", "hash:timed:big");
    for (String hash : timed) {
      node.call("COPY", hash.replace("timed:", ""), hash);
      node.call("HPEXPIREAT", hash, Long.toString(FAR_MS), "FIELDS", "1", "field:1");
    }
    saveWith();
    try {
      assertThatItIsLoaded("noeviction");
      assertThat(inventory(node).get("0 hash:timed:big")).endsWith("[" + FAR_MS + "]");
    } finally {
      timed.forEach(hash -> node.call("DEL", hash));
    }
  }

  private static void assertThatItIsLoaded(String policy) {
    try (var back = EmbeddedNode.start(args("--maxmemory-policy", policy))) {
      assertThat(Links.digest(back)).isEqualTo(Links.digest(node));
      assertThat(inventory(back)).containsExactlyEntriesOf(inventory(node));
    }
  }

  // ---- what a server says of a file

  /** The program is the server's own, under the name by which it checks files. */
  private static void assertSound(Make make, String checksum)
      throws IOException, InterruptedException {
    var executable = make == Make.SIX ? RedisExecutable.SIX : RedisExecutable.PATH;
    Path tool = folder.path().resolve("redis-check-rdb");
    Files.deleteIfExists(tool);
    Files.createSymbolicLink(tool, executable.locate());
    var check = new ProcessBuilder(tool.toString(), file().toString()).redirectErrorStream(true);
    Process process = check.start();
    var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    assertThat(process.waitFor()).as(text).isZero();
    assertThat(text).contains("RDB looks OK!").doesNotContain("rror", "nrecognized");
    assertThat(text.contains("Checksum OK")).isEqualTo(checksum.equals("yes"));
  }

  private static List<String> complaints(RealRedis server) {
    return server
        .log()
        .lines()
        .filter(line -> line.matches("(?i).*(aux|rdb|error|fail).*"))
        .filter(line -> !line.matches(".*(produced by version|RDB age|memory usage).*"))
        .filter(line -> !line.matches(".*(keys loaded|checksum disabled|overcommit).*"))
        .toList();
  }

  // ---- what a node holds

  private static Map<String, String> inventory(EmbeddedNode server) {
    var all = new TreeMap<String, String>();
    try (var client = server.connect()) {
      for (int database : DATABASES) {
        client.call("SELECT", Integer.toString(database));
        for (String key : items(client.call("KEYS", "*"))) {
          all.put(database + " " + key, describe(client, key));
        }
      }
    }
    return all;
  }

  private static String describe(RedisConnection client, String key) {
    var words = new StringBuilder();
    for (String question : List.of("TYPE", "OBJECT ENCODING", "PEXPIRETIME")) {
      words.append(ask(client, question, key).replace("embstr", SHORT_OR_CHANGED)).append(' ');
    }
    if (key.startsWith("hash")) {
      words.append(client.call("HPEXPIRETIME", key, "FIELDS", "1", "field:1"));
    }
    if (key.startsWith("stream")) {
      words.append(client.call("XPENDING", key, "group"));
      words.append(new TreeSet<>(consumers(client, key)));
    }
    return words.toString();
  }

  private static List<String> consumers(RedisConnection client, String key) {
    return ((List<?>) requireNonNull(client.call("XINFO", "CONSUMERS", key, "group")))
        .stream().map(consumer -> String.valueOf(((List<?>) consumer).get(1))).toList();
  }

  private static String ask(RedisConnection client, String question, String key) {
    return String.valueOf(client.call((question + " " + key).split(" ", -1)));
  }

  private static List<String> items(@Nullable Object reply) {
    return ((List<?>) requireNonNull(reply)).stream().map(String::valueOf).toList();
  }

  /** A value of each form. */
  private record Sample(RedisConnection client) {

    private static final int FEW = 5;
    private static final int MANY = 700; // more than any small form holds

    private void call(String... words) {
      assertThat(client.call(words) instanceof Reply.Failure).as(words[0]).isFalse();
    }

    private void fill() {
      strings();
      lists();
      sets();
      collections("packed", FEW, "value");
      collections("big", MANY, "value");
      collections("long", FEW, "long ".repeat(100));
      call("GEOADD", "zset:geo", "13.36", "38.11", "Palermo", "15.08", "37.50", "Catania");
      streams();
    }

    private void strings() {
      call("SET", "string:number", "12345");
      call("SET", "string:empty", "");
      call("SET", "string:bytes", "\0\u00ff\r\n\u0080");
      call("SET", "string:long", "lockstep ".repeat(20_000), "PXAT", Long.toString(FAR_MS));
      call("SET", "string:lasting", "-1", "PXAT", Long.toString(FAR_MS + 1));
      call("SETRANGE", "string:holes", "100000", "end");
      call("PFADD", "string:sparse", "a", "b", "c");
      var elements = IntStream.range(0, 3 * MANY).mapToObj(i -> "element:" + i);
      call(Stream.concat(Stream.of("PFADD", "string:dense"), elements).toArray(String[]::new));
    }

    private void lists() {
      for (int i = 0; i < MANY; i++) {
        call("RPUSH", "list:big", "element:" + i + "x".repeat(i % 60), Integer.toString(i * i));
      }
      call("RPUSH", "list:packed", "a", "-1", "70000", "", "9223372036854775807");
      call("RPUSH", "list:plain", "a", "plain".repeat(5_000), "b");
      call("PEXPIREAT", "list:big", Long.toString(FAR_MS));
    }

    private void sets() {
      call("SADD", "set:16", "1", "-2", "3");
      call("SADD", "set:32", "1", "-70000");
      call("SADD", "set:64", "1", "-9223372036854775808");
      call("PEXPIREAT", "set:16", Long.toString(FAR_MS));
    }

    private void collections(String form, int count, String value) {
      for (int i = 0; i < count; i++) {
        call("SADD", "set:" + form, "member:" + i + value);
        call("HSET", "hash:" + form, "field:" + i, value + i, "n" + i, Integer.toString(i));
        call("ZADD", "zset:" + form, Double.toString(i / 3.0), "member:" + i + value);
      }
      call("ZADD", "zset:" + form, "inf", "most", "-inf", "least", "-0", "none", "1e300", "much");
      call("PEXPIREAT", "hash:" + form, Long.toString(FAR_MS + count));
      call("PEXPIREAT", "zset:" + form, Long.toString(FAR_MS - count));
    }

    private void streams() {
      for (int i = 1; i <= MANY; i++) {
        call("XADD", "stream:big", i + "-" + i % 3, "f" + i % 2, "value:" + i, "n", "" + i);
      }
      call("XADD", "stream:packed", "1-1", "field", "value");
      call("XADD", "stream:packed", "1-2", "other", "value", "field", "");
      call("XDEL", "stream:packed", "1-1");
      call("XDEL", "stream:big", "5-2", "7-1");
      for (String stream : List.of("stream:packed", "stream:big")) {
        call("XGROUP", "CREATE", stream, "group", "0");
        call("XREADGROUP", "GROUP", "group", "one", "COUNT", "9", "STREAMS", stream, ">");
        call("XREADGROUP", "GROUP", "group", "two", "COUNT", "9", "STREAMS", stream, ">");
      }
      call("XGROUP", "CREATE", "stream:empty", "group", "$", "MKSTREAM");
    }
  }
}
