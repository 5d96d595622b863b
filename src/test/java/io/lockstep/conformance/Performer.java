package io.lockstep.conformance;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.lockstep.interop.PeerServer;
import io.lockstep.interop.RedisConnection;
import io.lockstep.interop.Reply;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;

/** One server and the connections of a script to it. */
final class Performer implements AutoCloseable {

  static final String NO_REPLY = "no reply: ";
  private static final byte[] NOTHING = {};
  private static final int MOST_QUESTIONS = 20_000;

  private final PeerServer server;
  private final int protocol;
  private final Map<Integer, RedisConnection> clients = new HashMap<>();
  private final Map<String, String> kept = new HashMap<>();
  private final RedisConnection observer;
  private final boolean isOfSevenTwo;

  Performer(PeerServer server, int protocol) {
    this.server = server;
    this.protocol = protocol;
    this.observer = server.connect();
    this.isOfSevenTwo = isSevenTwo(told("server", "redis_version"));
    client(0).call("FLUSHALL");
  }

  private static boolean isSevenTwo(String version) {
    var numbers = version.split("\\.", -1);
    return 100 * Integer.parseInt(numbers[0]) + Integer.parseInt(numbers[1]) >= 702;
  }

  boolean isOfSevenTwo() {
    return isOfSevenTwo;
  }

  /** Sends the line, and returns the reply's bytes, or words about their absence. */
  byte[] perform(Line line) {
    try {
      return keep(line, exchange(line));
    } catch (UncheckedIOException e) {
      clients.remove(line.client());
      return absent(String.valueOf(e.getMessage()));
    }
  }

  private static byte[] absent(String reason) {
    return (NO_REPLY + reason).getBytes(ISO_8859_1);
  }

  private byte[] keep(Line line, byte[] reply) {
    var name = line.reading().keptAs();
    if (name != null) {
      kept.put(name, String.valueOf(Reply.value(reply)));
    }
    return reply;
  }

  private byte[] exchange(Line line) {
    var client = client(line.client());
    if (line.is(Mark.AWAITED)) {
      return client.receive();
    }
    int blocked = line.is(Mark.BLOCKS) ? blockedClients() : 0;
    client.send(line.bytes(kept));
    if (line.is(Mark.BLOCKS)) {
      return awaitBlocked(blocked + 1);
    }
    if (line.is(Mark.SILENT)) {
      return NOTHING;
    }
    return line.is(Mark.CLOSED) ? lastWords(line.client()) : client.receive();
  }

  private byte[] awaitBlocked(int count) {
    for (int asked = 0; asked < MOST_QUESTIONS; asked++) {
      if (blockedClients() >= count) {
        return NOTHING;
      }
    }
    return absent("the command does not block");
  }

  private int blockedClients() {
    return Integer.parseInt(told("clients", "blocked_clients"));
  }

  private String told(String section, String field) {
    return String.valueOf(observer.call("INFO", section))
        .lines()
        .filter(line -> line.startsWith(field + ":"))
        .map(line -> line.substring(field.length() + 1))
        .findFirst()
        .orElse("0.0");
  }

  private byte[] lastWords(int number) {
    try (var client = client(number)) {
      clients.remove(number);
      return client.receiveToEnd();
    }
  }

  private RedisConnection client(int number) {
    return clients.computeIfAbsent(number, n -> greet(RedisConnection.to(server.port())));
  }

  private RedisConnection greet(RedisConnection connection) {
    if (protocol != 2) {
      connection.call("HELLO", Integer.toString(protocol));
    }
    return connection;
  }

  @Override
  public void close() {
    clients.values().forEach(RedisConnection::close);
    observer.close();
  }
}
