package io.lockstep.interop;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * A master that sends broken snapshots, random bytes instead of replies, and payloads that end
 * early. {@code -Dbad.payloads=} sends more of them, {@code -Dbad.seed=} others.
 */
class BadPayloadsIT {

  private static final int PAYLOADS = Integer.getInteger("bad.payloads", 200);
  private static final long SEED = Long.getLong("bad.seed", 20260711);

  /** All of them end with a checksum. */
  private static final List<String> FILES =
      List.of(
          "rdb_version_5_with_checksum",
          "ziplist_with_integers",
          "dumpV7",
          "dump-stream",
          "hash-ziplist",
          "zset-ziplist");

  /** Left as it is: a version below 5 would say that there is no checksum. */
  private static final int HEADER_BYTES = 9;

  private final Random random = new Random(SEED);
  private final List<byte[]> files = FILES.stream().map(BadPayloadsIT::file).toList();

  @Test
  void brokenSnapshotsChangeNothingAndTheNodeServesOn() {
    try (var node = EmbeddedNode.start();
        var master = new FakeMaster(this::broken)) {
      node.call("DEBUG", "POPULATE", "100");
      String digest = Links.digest(node);
      for (int i = 0; i < PAYLOADS; i++) {
        offer(node, master);
        assertThat(Links.digest(node)).as("seed %d, payload %d", SEED, i).isEqualTo(digest);
      }
      node.call("REPLICAOF", "NO", "ONE");
      assertThat(node.call("SET", "key", "value")).isEqualTo("OK");
    }
  }

  /** Promotion in between takes away the pause that grows with each failed load. */
  private static void offer(EmbeddedNode node, FakeMaster master) {
    int before = master.served();
    node.call("REPLICAOF", "127.0.0.1", Integer.toString(master.port()));
    await()
        .pollInterval(Duration.ofMillis(2))
        .atMost(Duration.ofSeconds(10))
        .until(() -> master.served() > before);
    await()
        .pollInterval(Duration.ofMillis(2))
        .atMost(Duration.ofSeconds(10))
        .until(() -> !Links.field(node, "replication", "lockstep_repl_state").equals("TRANSFER"));
    assertThat(node.call("REPLICAOF", "NO", "ONE")).isEqualTo("OK");
  }

  private byte[] broken() {
    byte[] payload = files.get(random.nextInt(files.size())).clone();
    for (int i = 1 + random.nextInt(4); i > 0; i--) {
      payload[HEADER_BYTES + random.nextInt(payload.length - HEADER_BYTES)] ^=
          (byte) (1 + random.nextInt(255));
    }
    int sent = random.nextInt(4) == 0 ? random.nextInt(payload.length) : payload.length;
    return switch (random.nextInt(4)) {
      case 0 -> noise();
      case 1 -> marked(payload, sent);
      default -> counted(payload, sent);
    };
  }

  private byte[] noise() {
    byte[] bytes = new byte[random.nextInt(200)];
    random.nextBytes(bytes);
    return random.nextBoolean() ? bytes : joined(fullResync(), bytes);
  }

  private static byte[] counted(byte[] payload, int sent) {
    byte[] head = joined(fullResync(), ("$" + payload.length + "\r\n").getBytes(ISO_8859_1));
    return joined(head, Arrays.copyOf(payload, sent));
  }

  private static byte[] marked(byte[] payload, int sent) {
    byte[] marker = "0123456789abcdef0123456789abcdef01234567".getBytes(ISO_8859_1);
    byte[] head = joined(joined("$EOF:".getBytes(ISO_8859_1), marker), "\r\n".getBytes(ISO_8859_1));
    byte[] body = joined(Arrays.copyOf(payload, sent), marker);
    return joined(joined(fullResync(), head), body);
  }

  private static byte[] fullResync() {
    return ("+FULLRESYNC " + "a".repeat(40) + " 1000\r\n").getBytes(ISO_8859_1);
  }

  private static byte[] joined(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  private static byte[] file(String name) {
    try (var in = BadPayloadsIT.class.getResourceAsStream("/rdb/" + name + ".rdb")) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
