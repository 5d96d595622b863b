package io.lockstep.rdb;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** A redis-server from the PATH in a directory of its own, and one connection to it. */
final class StockRedis implements AutoCloseable {
  private final Process process;
  private final Socket socket;
  private final InputStream in;
  private final OutputStream out;

  private StockRedis(Process process, Socket socket) throws IOException {
    this.process = process;
    this.socket = socket;
    this.in = new BufferedInputStream(socket.getInputStream());
    this.out = socket.getOutputStream();
  }

  static boolean isInstalled() {
    return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
        .anyMatch(path -> Files.isExecutable(Path.of(path, "redis-server")));
  }

  static StockRedis start(Path directory) throws IOException {
    int port = freePort();
    Process process =
        new ProcessBuilder(commandLine(port))
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("redis.log").toFile())
            .start();
    var redis =
        new StockRedis(
            process,
            Awaitility.await()
                .ignoreExceptions()
                .until(
                    () -> new Socket(InetAddress.getLoopbackAddress(), port), Socket::isConnected));
    Awaitility.await().until(() -> redis.call("PING").equals("PONG"));
    return redis;
  }

  private static List<String> commandLine(int port) {
    return List.of(
        "redis-server",
        "--port",
        Integer.toString(port),
        "--save",
        "",
        "--bind",
        "127.0.0.1",
        "--enable-debug-command",
        "yes");
  }

  static String check(Path file) throws IOException {
    Process process =
        new ProcessBuilder("redis-check-rdb", file.toString()).redirectErrorStream(true).start();
    return new String(process.getInputStream().readAllBytes(), ISO_8859_1);
  }

  private static int freePort() throws IOException {
    try (var probe = new ServerSocket(0)) {
      return probe.getLocalPort();
    }
  }

  /** Any reply as text; the items of an array end with a line feed each. */
  String call(String... arguments) throws IOException {
    var request = new StringBuilder("*" + arguments.length + "\r\n");
    for (String argument : arguments) {
      request.append('$').append(argument.length()).append("\r\n").append(argument).append("\r\n");
    }
    out.write(request.toString().getBytes(ISO_8859_1));
    return reply();
  }

  Map<String, String> strings() throws IOException {
    List<String> keys = new ArrayList<>(call("KEYS", "*").lines().toList());
    var strings = new TreeMap<String, String>();
    for (String key : keys) {
      strings.put(key, call("GET", key));
    }
    return strings;
  }

  private String reply() throws IOException {
    String line = line();
    String rest = line.substring(1);
    return switch (line.charAt(0)) {
      case '$' -> bulk(Integer.parseInt(rest));
      case '*' -> array(Integer.parseInt(rest));
      default -> rest;
    };
  }

  private String array(int count) throws IOException {
    var items = new StringBuilder();
    for (int i = 0; i < count; i++) {
      items.append(reply()).append('\n');
    }
    return items.toString();
  }

  private String bulk(int length) throws IOException {
    byte[] bytes = in.readNBytes(length);
    line();
    return new String(bytes, ISO_8859_1);
  }

  private String line() throws IOException {
    var line = new StringBuilder();
    for (int c = in.read(); c != '\n'; c = in.read()) {
      if (c < 0) {
        throw new EOFException("redis-server closed the connection");
      }
      line.append((char) c);
    }
    return line.substring(0, line.length() - 1);
  }

  @Override
  public void close() throws IOException {
    socket.close();
    process.destroy();
    try {
      process.waitFor(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
