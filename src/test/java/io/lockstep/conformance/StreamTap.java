package io.lockstep.conformance;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.Objects.requireNonNull;

import io.lockstep.interop.PeerServer;
import io.lockstep.interop.RedisConnection;
import io.lockstep.interop.Reply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A replica that applies nothing: it reads a master's stream as it comes, and tells what a master
 * has sent since it was asked last.
 */
final class StreamTap implements AutoCloseable {

  /** What a master says on its own account. */
  private static final List<String> ASIDES = List.of("PING", "REPLCONF");

  private static final int NO_DATABASE = -2;

  private final PeerServer master;
  private final RedisConnection replica;
  private long offset; // the stream is read up to here
  private int database = NO_DATABASE;

  private StreamTap(PeerServer master) {
    this.master = master;
    this.replica = master.connect();
  }

  /** Attaches to a master, and returns once its stream has begun. */
  static StreamTap on(PeerServer master) {
    var tap = new StreamTap(master);
    try {
      tap.synchronize();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return tap;
  }

  private void synchronize() throws IOException {
    replica.call("REPLCONF", "capa", "psync2");
    replica.send(RedisConnection.encode("PSYNC", "?", "-1"));
    var words = nextLine().split(" ", -1);
    offset = Long.parseLong(words[2]);
    replica.input().skipNBytes(Long.parseLong(nextLine().substring(1)));
  }

  /** A master sends empty lines while its file is not ready. */
  private String nextLine() throws IOException {
    var line = new StringBuilder();
    while (line.isEmpty() || line.charAt(line.length() - 1) != '\n') {
      line.append((char) replica.input().read());
      if (line.toString().equals("\n")) {
        line.setLength(0);
      }
    }
    return line.toString().strip();
  }

  /** What the master has sent since the last time, each command with its database. */
  List<Effect> effects() {
    var effects = new ArrayList<Effect>();
    for (long end = endOfStream(); offset < end; ) {
      next().ifPresent(effects::add);
    }
    return effects;
  }

  private long endOfStream() {
    return String.valueOf(master.call("INFO", "replication"))
        .lines()
        .filter(line -> line.startsWith("master_repl_offset:"))
        .mapToLong(line -> Long.parseLong(line.substring(line.indexOf(':') + 1)))
        .findFirst()
        .orElseThrow();
  }

  private Optional<Effect> next() {
    byte[] bytes = replica.receive();
    offset += bytes.length;
    var words = words(bytes);
    if (words.getFirst().equals("SELECT")) {
      database = Integer.parseInt(words.get(1));
      return Optional.empty();
    }
    return ASIDES.contains(words.getFirst()) ? Optional.empty() : Optional.of(effect(words));
  }

  private Effect effect(List<String> words) {
    boolean isBracket = words.equals(List.of("MULTI")) || words.equals(List.of("EXEC"));
    return new Effect(isBracket ? Effect.NOWHERE : database, words);
  }

  private static List<String> words(byte[] command) {
    if (command[0] != '*') {
      throw new IllegalStateException("no command: " + new String(command, ISO_8859_1));
    }
    return ((List<?>) requireNonNull(Reply.value(command))).stream().map(String::valueOf).toList();
  }

  @Override
  public void close() {
    replica.close();
  }
}
