package io.lockstep.interop;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Clients that ask for more than they read, over real sockets. */
class OutputIT {

  private static final int MIB = 1 << 20;
  private static final int VALUES = 16;
  private static final int REQUESTS = 1_024;
  private static final List<String> SMALL = List.of("-Xmx96m", "-XX:MaxDirectMemorySize=64m");

  @Test
  void keepsAGigabyteOfUnreadRepliesWaitingInLittleMemory() throws IOException {
    try (var node = LaunchedNode.start(SMALL);
        var lazy = node.connect()) {
      byte[][] values = populate(node);
      long before = node.residentBytes();

      lazy.send(requests());

      Awaitility.await().until(() -> unsentBytes(node) > MIB);
      assertThat(node.call("SET", "other", "served")).isEqualTo("OK");
      assertThat(node.call("GET", "other")).isEqualTo("served");
      assertThat(node.residentBytes() - before).isLessThan(150L * MIB);
      for (int i = 0; i < REQUESTS; i++) {
        assertBulk(lazy.input(), values[i % VALUES]);
      }
      assertThat(lazy.call("PING")).isEqualTo("PONG");
      assertThat(node.residentBytes() - before).isLessThan(150L * MIB);
    }
  }

  @Test
  void letsManyLazyClientsShareTheMemoryForReplies() {
    try (var node = LaunchedNode.start(SMALL)) {
      populate(node);
      var lazy = new RedisConnection[40];
      Arrays.setAll(lazy, _ -> node.connect());
      for (var client : lazy) {
        client.send(requests());
      }

      Awaitility.await().until(() -> unsentBytes(node) > 20L * MIB);
      assertThat(node.call("SET", "other", "served")).isEqualTo("OK");
      assertThat(node.call("GET", "other")).isEqualTo("served");
      for (var client : lazy) {
        client.close();
      }
      Awaitility.await().until(() -> unsentBytes(node) == 0);
    }
  }

  @Test
  void servesAValueLargerThanTheHeap() throws IOException {
    int length = 400 * MIB;
    try (var node = LaunchedNode.start(List.of("-Xmx96m", "-XX:MaxDirectMemorySize=2g"));
        var client = node.connect()) {
      client.call("SETRANGE", "huge", Integer.toString(length - 1), "x");

      client.send(RedisConnection.encode("MGET", "huge", "none", "huge"));

      assertThat(line(client.input())).isEqualTo("*3");
      assertThat(line(client.input())).isEqualTo("$" + length);
      client.input().skipNBytes(length + 2L);
      assertThat(line(client.input())).isEqualTo("$-1");
      assertThat(line(client.input())).isEqualTo("$" + length);
      client.input().skipNBytes(length - 1L);
      assertThat(line(client.input())).isEqualTo("x");
      assertThat(client.call("PING")).isEqualTo("PONG");
    }
  }

  @Test
  void closesOnlyTheClientWhoseReplyDoesNotFitIntoMemory() {
    try (var node = LaunchedNode.start(SMALL);
        var greedy = node.connect();
        var other = node.connect()) {
      populate(node);
      other.call("SETRANGE", "huge", Integer.toString(100 * MIB), "x");

      greedy.send(RedisConnection.encode("GET", "huge"));

      assertThat(greedy.receiveToEnd()).isEmpty();
      assertThat(other.call("STRLEN", "huge")).isEqualTo(100L * MIB + 1);
      assertThat(other.call("STRLEN", "key:1")).isEqualTo((long) MIB);
    }
  }

  @Test
  void answersWithValuesAsTheyWereAtTheirMoment() throws IOException {
    try (var node = EmbeddedNode.start();
        var lazy = node.connect()) {
      byte[][] values = populate(node);
      lazy.send(RedisConnection.encode("MGET", "key:0", "key:1", "key:2", "key:3"));
      Awaitility.await().until(() -> text(node.call("CLIENT", "LIST")).contains("cmd=mget"));

      node.call("SETRANGE", "key:3", "0", "changed");
      node.call("DEL", "key:2");

      assertThat(line(lazy.input())).isEqualTo("*4");
      for (int i = 0; i < 4; i++) {
        assertBulk(lazy.input(), values[i]);
      }
    }
  }

  @Test
  void executesATransactionWholeThoughItsRepliesAreTooLong() {
    try (var node = EmbeddedNode.start("--client-output-buffer-limit", "normal 1000000 0 0");
        var client = node.connect()) {
      populate(node);
      client.call("MULTI");
      client.call("SET", "first", "1");
      client.call("MGET", "key:0", "key:1", "key:2");
      client.call("SET", "last", "1");

      client.send(RedisConnection.encode("EXEC"));

      assertThat(client.receiveToEnd()).isEmpty();
      assertThat(node.call("GET", "first")).isEqualTo("1");
      assertThat(node.call("GET", "last")).isEqualTo("1");
    }
  }

  @Test
  void closesAClientAtTheHardLimit() {
    try (var node = EmbeddedNode.start("--client-output-buffer-limit", "normal 48mb 0 0");
        var lazy = node.connect()) {
      populate(node);

      lazy.send(requests());

      Awaitility.await().until(() -> clients(node) == 1);
      assertThat(node.call("PING")).isEqualTo("PONG");
    }
  }

  @Test
  void closesAClientThatStaysBeyondTheSoftLimit() {
    try (var node = EmbeddedNode.start("--client-output-buffer-limit", "normal 0 8mb 1");
        var lazy = node.connect()) {
      populate(node);

      lazy.send(requests());

      Awaitility.await().until(() -> unsentBytes(node) > 8L * MIB);
      Awaitility.await().until(() -> clients(node) == 1);
    }
  }

  @Test
  void evictsTheLargestClientsBeyondTheirCommonLimit() {
    try (var node = EmbeddedNode.start();
        var control = node.connect();
        var small = node.connect();
        var large = node.connect();
        var spared = node.connect()) {
      populate(node);
      spared.call("CLIENT", "NO-EVICT", "on");
      spared.send(unfinished(3 * MIB));
      small.send(unfinished(100_000));
      large.send(unfinished(2 * MIB));
      Awaitility.await().until(() -> sum(control, "qbuf") > 5L * MIB + 100_000);

      control.call("CONFIG", "SET", "maxmemory-clients", "1mb");

      assertThat(clients(node)).isEqualTo(4); // with the one that asks
      assertThat(text(control.call("INFO", "stats"))).contains("evicted_clients:1\r\n");
      assertThat(large.receiveToEnd()).isEmpty();
      assertThat(control.call("PING")).isEqualTo("PONG");
    }
  }

  @Test
  void holdsUnauthenticatedConnectionsToTheirLimitsOnlyWhileAPasswordIsAsked() {
    try (var node = EmbeddedNode.start();
        var early = node.connect()) {
      String[] many = new String[15];
      Arrays.fill(many, "a");
      many[0] = "EXISTS";
      early.call("CONFIG", "SET", "requirepass", "secret");
      assertThat(early.call(many)).isEqualTo(0L);
      try (var late = node.connect()) {
        assertThat(text(late.call("GET", "a"))).contains("NOAUTH");
        early.call("CONFIG", "SET", "requirepass", "");
        assertThat(late.call(many)).isEqualTo(0L);
        early.call("CONFIG", "SET", "requirepass", "again");
        assertThat(text(late.call(many))).contains("unauthenticated multibulk length");
      }
    }
  }

  private static String text(@Nullable Object reply) {
    return String.valueOf(reply);
  }

  private static byte[][] populate(PeerServer node) {
    Random random = new Random(42);
    byte[][] values = new byte[VALUES][MIB];
    try (var client = node.connect()) {
      for (int i = 0; i < VALUES; i++) {
        random.nextBytes(values[i]);
        client.call("SET", "key:" + i, new String(values[i], ISO_8859_1));
      }
    }
    return values;
  }

  private static byte[] requests() {
    var bytes = new ByteArrayOutputStream();
    for (int i = 0; i < REQUESTS; i++) {
      bytes.writeBytes(RedisConnection.encode("GET", "key:" + i % VALUES));
    }
    return bytes.toByteArray();
  }

  private static byte[] unfinished(int bytes) {
    return ("*2\r\n$" + bytes + "\r\n" + "v".repeat(bytes)).getBytes(ISO_8859_1);
  }

  private static void assertBulk(InputStream in, byte[] value) throws IOException {
    assertThat(line(in)).isEqualTo("$" + value.length);
    assertThat(in.readNBytes(value.length)).isEqualTo(value);
    assertThat(line(in)).isEmpty();
  }

  private static String line(InputStream in) throws IOException {
    var text = new StringBuilder();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      text.append((char) b);
    }
    return text.toString().strip();
  }

  private static long unsentBytes(PeerServer node) {
    try (var client = node.connect()) {
      return sum(client, "omem");
    } catch (UncheckedIOException ended) {
      throw new AssertionError("The node does not answer", ended);
    }
  }

  private static long sum(RedisConnection client, String field) {
    return fields(client, field).mapToLong(Long::parseLong).sum();
  }

  private static long clients(PeerServer node) {
    try (var client = node.connect()) {
      return fields(client, "id").count();
    }
  }

  private static Stream<String> fields(RedisConnection client, String field) {
    String list = String.valueOf(client.call("CLIENT", "LIST"));
    return list.lines()
        .filter(text -> text.contains(" " + field + "=") || text.startsWith(field + "="))
        .map(text -> text.replaceFirst("(^|.* )" + field + "=(\\S*).*", "$2"));
  }
}
