package io.lockstep.interop;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Requests that are broken in random ways, over real sockets. {@code -Dbad.frames=1000000} sends
 * more of them, {@code -Dbad.seed=} others.
 */
class BadRequestsIT {

  private static final int FRAMES = Integer.getInteger("bad.frames", 50_000);
  private static final long SEED = Long.getLong("bad.seed", 20260711);
  private static final int FRAMES_PER_CONNECTION = 20;

  private static final String[][] HARMLESS = {
    {"GET", "key:1"},
    {"MGET", "key:1", "key:2"},
    {"EXISTS", "key:3"},
    {"TTL", "key:4"},
    {"PING", "hello"},
    {"ECHO", "words of some length"},
    {"STRLEN", "key:5"},
    {"TYPE", "key:6"},
    {"SCAN", "0", "COUNT", "10"},
    {"GETRANGE", "key:7", "0", "-1"},
    {"OBJECT", "ENCODING", "key:8"},
    {"REPLCONF", "listening-port", "6380"},
    {"ROLE"},
    {"HELLO", "3"},
    {"INFO", "replication"}
  };

  /** Of these, replies are the same from server to server, so that all of one can be compared. */
  private static final String[][] REPEATABLE = {
    {"GET", "key:1"},
    {"MGET", "key:1", "key:2"},
    {"EXISTS", "key:3"},
    {"TTL", "key:4"},
    {"PING", "somebody"},
    {"ECHO", "words of some length"},
    {"STRLEN", "key:5"},
    {"TYPE", "key:6"},
    {"GETRANGE", "key:7", "0", "-1"},
    {"OBJECT", "ENCODING", "key:8"},
    {"SETBIT", "bits", "100", "1"},
    {"SELECT", "3"},
    {"AUTH", "secret"},
    {"CLIENT", "SETNAME", "someone"}
  };

  private static final String SIGNS = "*$\r\n-+09:\0";

  private final Random random = new Random(SEED);

  @Test
  void brokenRequestsChangeNothingAndTheNodeServesOn() throws IOException {
    try (var node = EmbeddedNode.start()) {
      node.call("DEBUG", "POPULATE", "1000", "key", "32");
      String digest = Links.digest(node);
      for (int sent = 0; sent < FRAMES; sent += FRAMES_PER_CONNECTION) {
        converse(node);
      }
      assertThat(Links.digest(node)).as("seed %d", SEED).isEqualTo(digest);
      assertThat(node.call("GET", "key:1")).isNotNull();
    }
  }

  @Test
  void brokenRequestsAreAnsweredWithTheErrorsOfRedis() throws IOException {
    try (var node = EmbeddedNode.start();
        var redis = RealRedis.start("--enable-debug-command", "yes")) {
      int errors = 0;
      for (int sent = 0; sent < FRAMES / FRAMES_PER_CONNECTION; sent++) {
        byte[] frame = mutated(REPEATABLE[random.nextInt(REPEATABLE.length)]);
        String expected = answer(redis, frame);
        String actual = answer(node, frame);
        if (expected.startsWith("-") || expected.contains("\r\n-")) {
          errors++;
          assertThat(actual)
              .as("seed %d, to %s", SEED, new String(frame, ISO_8859_1))
              .isEqualTo(expected);
        }
      }
      assertThat(errors).isGreaterThan(FRAMES / FRAMES_PER_CONNECTION / 10);
    }
  }

  /** Everything that a server says to these bytes before it closes. */
  private static String answer(PeerServer server, byte[] frame) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.setSoTimeout(5_000);
      socket.getOutputStream().write(frame);
      socket.shutdownOutput();
      return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
    }
  }

  /** Whatever is sent, the node answers, and closes once we have nothing more to say. */
  private void converse(EmbeddedNode node) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), node.port())) {
      socket.setSoTimeout(5_000);
      OutputStream out = socket.getOutputStream();
      for (int i = 0; i < FRAMES_PER_CONNECTION; i++) {
        out.write(mutated(HARMLESS[random.nextInt(HARMLESS.length)]));
      }
      socket.shutdownOutput();
      drain(socket.getInputStream());
    } catch (SocketException reset) {
      assertThat(reset).hasMessageMatching("(?i).*(reset|broken pipe|closed).*");
    }
  }

  private static void drain(InputStream in) throws IOException {
    in.transferTo(OutputStream.nullOutputStream());
  }

  private byte[] mutated(String... words) {
    byte[] frame = RedisConnection.encode(words);
    for (int i = random.nextInt(4); i > 0; i--) {
      frame = mutated(frame);
    }
    return hasBecomeWrite(frame) ? mutated(words) : frame;
  }

  /** One byte makes a valid MSET of MGET, and SETRANGE of GETRANGE. */
  private static boolean hasBecomeWrite(byte[] frame) {
    String text = new String(frame, ISO_8859_1).toUpperCase(Locale.ROOT);
    return text.contains("MSET") || text.contains("SETRANGE");
  }

  private byte[] mutated(byte[] frame) {
    if (frame.length == 0) {
      return frame;
    }
    int at = random.nextInt(frame.length);
    switch (random.nextInt(4)) {
      case 0 -> frame[at] = (byte) random.nextInt(256);
      case 1 -> frame[at] = (byte) SIGNS.charAt(random.nextInt(SIGNS.length()));
      case 2 -> frame = Arrays.copyOf(frame, at);
      default -> frame = doubled(frame, at);
    }
    return frame;
  }

  private static byte[] doubled(byte[] frame, int at) {
    String text = new String(frame, ISO_8859_1);
    return (text.substring(0, at) + text.substring(at / 2)).getBytes(ISO_8859_1);
  }
}
