package io.lockstep.interop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** A redis-server process in a folder of its own, answering PING when {@code start} returns. */
public final class RealRedis implements PeerServer {

  private static final Duration START_LIMIT = Duration.ofSeconds(10);
  private static final int START_ATTEMPTS = 5;

  private final Process process;
  private final TestFolder folder;
  private final int port;

  private RealRedis(Process process, TestFolder folder, int port) {
    this.process = process;
    this.folder = folder;
    this.port = port;
  }

  /** Starts the newest server there is; {@code args} are appended, as in {@code --name value}. */
  public static RealRedis start(String... args) {
    return start(RedisExecutable.newest(), args);
  }

  /**
   * Starts the given server on a free port; a port lost to somebody else is given up for another.
   */
  public static RealRedis start(RedisExecutable executable, String... args) {
    for (int attempt = 1; attempt < START_ATTEMPTS; attempt++) {
      var server = launch(executable, args);
      if (server.answersInTime()) {
        return server;
      }
      server.close();
    }
    return startOrFail(executable, args);
  }

  private static RealRedis startOrFail(RedisExecutable executable, String... args) {
    var server = launch(executable, args);
    if (server.answersInTime()) {
      return server;
    }
    var log = server.log();
    server.close();
    throw new IllegalStateException("redis-server did not start:\n" + log);
  }

  private static RealRedis launch(RedisExecutable executable, String... args) {
    return launch(executable, freePort(), TestFolder.create("redis-"), args);
  }

  /** Saves and ends the process, and starts it anew in the same folder, at the same port. */
  public RealRedis restart(String... args) {
    try {
      call("SHUTDOWN", "SAVE");
    } catch (UncheckedIOException goodBye) {
      awaitExit();
    }
    var again = launch(RedisExecutable.newest(), port, folder, args);
    if (!again.answersInTime()) {
      throw new IllegalStateException("redis-server did not start again:\n" + again.log());
    }
    return again;
  }

  private static RealRedis launch(
      RedisExecutable executable, int port, TestFolder folder, String... args) {
    try {
      var process =
          new ProcessBuilder(commandLine(executable, port, args))
              .directory(folder.path().toFile())
              .redirectErrorStream(true)
              .redirectOutput(folder.path().resolve("log").toFile())
              .start();
      return new RealRedis(process, folder, port);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> commandLine(RedisExecutable executable, int port, String... args) {
    var line = new ArrayList<String>();
    line.add(executable.locate().toString());
    line.addAll(List.of("--port", Integer.toString(port), "--bind", "127.0.0.1", "--save", ""));
    line.addAll(List.of(args));
    return line;
  }

  /** A port that nobody listens on at the moment. */
  public static int freePort() {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean answersInTime() {
    Awaitility.await()
        .atMost(START_LIMIT)
        .pollInterval(Duration.ofMillis(10))
        .until(() -> !process.isAlive() || answersPing());
    return process.isAlive();
  }

  private boolean answersPing() {
    try (var connection = connect()) {
      return isAwake(connection.call("PING"));
    } catch (UncheckedIOException e) {
      return false;
    }
  }

  /** One with a password is awake when it asks for it. */
  private static boolean isAwake(@Nullable Object reply) {
    return "PONG".equals(reply)
        || (reply instanceof Reply.Failure(String message) && message.startsWith("NOAUTH"));
  }

  @Override
  public int port() {
    return port;
  }

  /** What the server has printed so far. */
  public String log() {
    try {
      return Files.readString(folder.path().resolve("log"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends the process at once, as a crash would; its folder stays until {@link #close()}. */
  public void kill() {
    process.destroyForcibly();
    awaitExit();
  }

  @Override
  public void close() {
    kill();
    folder.close();
  }

  private void awaitExit() {
    try {
      process.waitFor(5, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
