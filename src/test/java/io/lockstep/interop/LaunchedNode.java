package io.lockstep.interop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** A Lockstep node in a process of its own, with JVM flags of its own. */
public final class LaunchedNode implements PeerServer {

  private static final long START_SECONDS = 30;
  private static final long PAGE_BYTES = 4096;
  private static final List<String> USUAL_FLAGS =
      List.of(
          "-XX:+UseSerialGC",
          "-XX:+UseCompactObjectHeaders",
          "--enable-native-access=ALL-UNNAMED",
          "--sun-misc-unsafe-memory-access=allow");

  private final Process process;
  private final TestFolder folder;
  private final int port;

  private LaunchedNode(Process process, TestFolder folder, int port) {
    this.process = process;
    this.folder = folder;
    this.port = port;
  }

  /** Starts a node and waits until it answers. */
  public static LaunchedNode start(List<String> flags, String... args) {
    int port = RealRedis.freePort();
    var line = new ArrayList<String>();
    line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    line.addAll(USUAL_FLAGS);
    line.addAll(flags);
    line.addAll(List.of("-cp", System.getProperty("java.class.path")));
    line.addAll(List.of("io.lockstep.config.RedisMain", "--port", Integer.toString(port)));
    var folder = TestFolder.create("lockstep-");
    line.addAll(List.of("--save", "", "--dir", folder.path().toString()));
    line.addAll(List.of(args));
    var node = new LaunchedNode(launch(line), folder, port);
    Awaitility.await().atMost(START_SECONDS, TimeUnit.SECONDS).until(node::answers);
    return node;
  }

  private static Process launch(List<String> line) {
    try {
      return new ProcessBuilder(line)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean answers() {
    if (!process.isAlive()) {
      throw new IllegalStateException("The node has ended with " + process.exitValue());
    }
    try {
      return "PONG".equals(call("PING"));
    } catch (UncheckedIOException notYet) {
      return false;
    }
  }

  /** Memory of the process that is resident; zero where there is no {@code /proc}. */
  public long residentBytes() {
    try {
      var fields = Files.readString(Path.of("/proc/" + process.pid() + "/statm")).split(" ", -1);
      return Long.parseLong(fields[1]) * PAGE_BYTES;
    } catch (IOException notLinux) {
      return 0;
    }
  }

  @Override
  public int port() {
    return port;
  }

  @Override
  public void close() {
    process.destroyForcibly();
    try {
      process.waitFor(5, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    folder.close();
  }
}
