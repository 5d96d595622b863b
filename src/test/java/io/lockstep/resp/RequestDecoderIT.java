package io.lockstep.resp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The same bytes to the decoder and to a real redis-server: the same arguments, the same errors.
 */
class RequestDecoderIT {
  private static final long SEED = Long.getLong("resp.fuzz.seed", 20260101L);
  private static final String MARKS = "*$\r\n0123456789-+\"'\\x \u000b\0aZ\u00ff";

  private static @Nullable Process server;
  private static int port;

  @BeforeAll
  static void startServer(@TempDir Path directory) throws IOException {
    assumeTrue(isOnPath("redis-server"), "there is no redis-server on the PATH");
    port = freePort();
    server =
        new ProcessBuilder("redis-server", "--port", "" + port, "--save", "", "--appendonly", "no")
            .directory(directory.toFile())
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    await().ignoreExceptions().until(() -> answer("PING\r\n").equals("+PONG\r\n"));
  }

  @AfterAll
  static void stopServer() throws InterruptedException {
    if (server != null) {
      server.destroy();
      server.waitFor();
    }
  }

  static Stream<Map.Entry<String, String>> frames() {
    return MalformedFrames.ERRORS.entrySet().stream();
  }

  @ParameterizedTest
  @MethodSource("frames")
  void givesTheServersErrorForAMalformedFrame(Map.Entry<String, String> frame) throws IOException {
    assertThat(answer(frame.getKey())).isEqualTo(decoded(frame.getKey()));
  }

  @Test
  void agreesWithTheServerOnRandomEchoes() throws IOException {
    for (int i = 0; i < 1500; i++) {
      String bytes = echo(new SplittableRandom(SEED + i));
      assertThat(answer(bytes)).as("seed %d: %s", SEED + i, bytes).isEqualTo(decoded(bytes));
    }
  }

  /** A damaged ECHO; whatever becomes of it, the marker behind it shows where its frame ended. */
  private static String echo(SplittableRandom random) {
    var text =
        new StringBuilder(
            random.nextBoolean()
                ? "ECHO \"ab\\x41\\n\" 'c\\'d'\r\n"
                : "*2\r\n$4\r\nECHO\r\n$3\r\na\r\n\r\n");
    for (int i = random.nextInt(3); i >= 0; i--) {
      char mark = MARKS.charAt(random.nextInt(MARKS.length()));
      text.setCharAt(random.nextInt(text.length()), mark);
    }
    return text.append("PING\r\n").toString();
  }

  /** What a server would answer that knows PING and ECHO, and quotes the rest as Redis does. */
  private static String decoded(String bytes) {
    var writer = new ReplyWriter();
    var decoder = new RequestDecoder(ProtocolLimits.standard());
    var request = new Request();
    byte[] encoded = bytes.getBytes(ISO_8859_1);
    try {
      System.arraycopy(encoded, 0, decoder.reserve(encoded.length), 0, encoded.length);
      decoder.written(encoded.length);
      while (decoder.next(request)) {
        reply(request, writer);
      }
    } catch (ProtocolException e) {
      writer.error(e.reply());
    }
    return new String(writer.bytes(), 0, writer.length(), ISO_8859_1);
  }

  private static void reply(Request request, ReplyWriter writer) {
    if (request.is(0, "PING") && request.count() == 1) {
      writer.simple("PONG");
    } else if (request.is(0, "PING") && request.count() == 2) {
      writer.bulk(request.copy(1));
    } else if (request.is(0, "ECHO") && request.count() == 2) {
      writer.bulk(request.copy(1));
    } else if (request.is(0, "PING") || request.is(0, "ECHO")) {
      writer.error(
          "ERR wrong number of arguments for '%s' command"
              .formatted(request.is(0, "PING") ? "ping" : "echo"));
    } else {
      writer.error(unknown(request));
    }
  }

  private static String unknown(Request request) {
    var text = new StringBuilder("ERR unknown command '");
    text.append(untilNul(request.text(0))).append("', with args beginning with: ");
    for (int i = 1; i < request.count(); i++) {
      text.append('\'').append(untilNul(request.text(i))).append("' ");
    }
    return text.toString();
  }

  /** Redis formats the quoted arguments as C strings. */
  private static String untilNul(String text) {
    int end = text.indexOf(0);
    return end < 0 ? text : text.substring(0, end);
  }

  /** All that the server answers until it has nothing more to say and sees our end. */
  private static String answer(String bytes) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.getOutputStream().write(bytes.getBytes(ISO_8859_1));
      socket.shutdownOutput();
      var answer = new ByteArrayOutputStream();
      socket.getInputStream().transferTo(answer);
      return answer.toString(ISO_8859_1);
    }
  }

  private static boolean isOnPath(String program) {
    return Stream.of(System.getenv("PATH").split(Pattern.quote(File.pathSeparator)))
        .anyMatch(directory -> new File(directory, program).canExecute());
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
