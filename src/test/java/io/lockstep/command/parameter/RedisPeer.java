package io.lockstep.command.parameter;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** A real redis-server in a directory of its own, and one connection to it. */
public final class RedisPeer implements AutoCloseable {
  private final Process process;
  private final Socket socket;
  private final DataInputStream input;

  private RedisPeer(Process process, Socket socket) throws IOException {
    this.process = process;
    this.socket = socket;
    this.input = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
  }

  /** Whether this machine has a redis-server. */
  public static boolean isInstalled() {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator, -1))
        .anyMatch(directory -> new File(directory, "redis-server").canExecute());
  }

  /** Starts a server with some words on its command line, and waits until it answers. */
  public static RedisPeer start(Path directory, String... words) throws IOException {
    int port = freePort();
    var command = new ArrayList<>(List.of("redis-server"));
    command.addAll(List.of(words));
    command.addAll(List.of("--port", "" + port));
    return new RedisPeer(process(directory, command), connected(port));
  }

  private static Process process(Path directory, List<String> command) throws IOException {
    return new ProcessBuilder(command)
        .directory(directory.toFile())
        .redirectErrorStream(true)
        .redirectOutput(directory.resolve("log").toFile())
        .start();
  }

  /** What a server says that cannot start. */
  public static String lastWords(Path directory, String... words) throws Exception {
    var command = new ArrayList<>(List.of("redis-server"));
    command.addAll(List.of(words));
    var process = process(directory, command);
    if (!process.waitFor(Duration.ofSeconds(10))) {
      process.destroyForcibly();
    }
    return Files.readString(directory.resolve("log"), ISO_8859_1);
  }

  private static int freePort() throws IOException {
    try (var probe = new ServerSocket(0)) {
      return probe.getLocalPort();
    }
  }

  private static Socket connected(int port) {
    return Awaitility.await()
        .atMost(Duration.ofSeconds(10))
        .ignoreExceptions()
        .until(() -> new Socket(InetAddress.getLoopbackAddress(), port), Socket::isConnected);
  }

  /** The reply as text, with errors as they come, without the dash. */
  public String send(String... words) {
    return reply(words).toString();
  }

  /** What CONFIG GET says of some patterns. */
  public Map<String, String> configGet(String... patterns) {
    var words =
        Stream.concat(Stream.of("CONFIG", "GET"), Stream.of(patterns)).toArray(String[]::new);
    var flat = (List<?>) reply(words);
    var found = new LinkedHashMap<String, String>();
    for (int i = 0; i < flat.size(); i += 2) {
      found.put(flat.get(i).toString(), flat.get(i + 1).toString());
    }
    return found;
  }

  private Object reply(String... words) {
    try {
      socket.getOutputStream().write(encoded(words));
      return read();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] encoded(String... words) {
    var text = new StringBuilder("*" + words.length + "\r\n");
    for (var word : words) {
      text.append('$').append(word.length()).append("\r\n").append(word).append("\r\n");
    }
    return text.toString().getBytes(ISO_8859_1);
  }

  private Object read() throws IOException {
    var line = line();
    var rest = line.substring(1);
    return switch (line.charAt(0)) {
      case '$' -> bulk(Integer.parseInt(rest));
      case '*' -> array(Integer.parseInt(rest));
      default -> rest;
    };
  }

  private String line() throws IOException {
    var line = new StringBuilder();
    for (int c = input.readUnsignedByte(); c != '\n'; c = input.readUnsignedByte()) {
      line.append((char) c);
    }
    return line.substring(0, line.length() - 1);
  }

  private String bulk(int length) throws IOException {
    var bytes = new byte[length + 2];
    input.readFully(bytes);
    return new String(bytes, 0, length, ISO_8859_1);
  }

  private List<Object> array(int count) throws IOException {
    var elements = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      elements.add(read());
    }
    return elements;
  }

  @Override
  public void close() throws IOException {
    socket.close();
    process.destroyForcibly();
  }
}
