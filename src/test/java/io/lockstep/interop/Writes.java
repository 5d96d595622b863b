package io.lockstep.interop;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

/** A client that changes a server's data all the time, in pipelines, until it is closed. */
final class Writes implements AutoCloseable {

  private static final int KEYS = 2_000;
  private static final int PIPELINE = 16;

  private final AtomicLong batches = new AtomicLong();
  private final Random random;
  private final CompletableFuture<Void> end;
  private volatile boolean isStopped;

  private Writes(PeerServer server, long seed) {
    random = new Random(seed);
    end = CompletableFuture.runAsync(() -> run(server));
  }

  /** Begins to write; the seed decides what. */
  static Writes to(PeerServer server, long seed) {
    return new Writes(server, seed);
  }

  /** How many pipelines have been answered. */
  long batches() {
    return batches.get();
  }

  private void run(PeerServer server) {
    try (var connection = server.connect()) {
      while (!isStopped) {
        batch(connection);
        batches.incrementAndGet();
      }
    }
  }

  private void batch(RedisConnection connection) {
    List<String[]> commands = new ArrayList<>();
    for (int i = 0; i < PIPELINE; i++) {
      add(commands);
    }
    commands.forEach(command -> connection.send(RedisConnection.encode(command)));
    commands.forEach(_ -> connection.receive());
  }

  private void add(List<String[]> commands) {
    switch (random.nextInt(14)) {
      case 0 -> commands.add(command("SELECT", number(4)));
      case 1 -> transaction(commands);
      case 2 -> commands.add(command("SET", key(), value(), "PX", number(300)));
      case 3 -> commands.add(command("APPEND", key(), value()));
      case 4 -> commands.add(command("DEL", key(), key()));
      case 5 -> commands.add(command("EXPIRE", key(), number(100_000)));
      case 6 -> commands.add(command("INCRBYFLOAT", "float", "0.25"));
      case 7 -> commands.add(command("SETRANGE", key(), number(100), value()));
      case 8 -> commands.add(command("RENAME", key(), key()));
      case 9 -> commands.add(command("GETEX", key(), "EX", number(100_000)));
      case 10 -> commands.add(command("MSET", key(), value(), key(), value()));
      default -> commands.add(command("SET", key(), value()));
    }
  }

  private void transaction(List<String[]> commands) {
    commands.add(command("MULTI"));
    commands.add(command("INCR", "counter"));
    commands.add(command("SET", key(), value()));
    commands.add(command("GETDEL", key()));
    commands.add(command("EXEC"));
  }

  private static String[] command(String... words) {
    return words;
  }

  private String key() {
    return "key:" + random.nextInt(KEYS);
  }

  private String value() {
    return "v".repeat(1 + random.nextInt(100)) + random.nextInt();
  }

  private String number(int bound) {
    return Integer.toString(1 + random.nextInt(bound - 1));
  }

  /** Stops; fails if a connection to the server was lost meanwhile. */
  @Override
  public void close() {
    isStopped = true;
    end.join();
  }
}
