package io.lockstep.conformance;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.lockstep.interop.PeerServer;
import io.lockstep.interop.RedisConnection;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;

/** One server and the connections of a script to it. */
final class Performer implements AutoCloseable {

  static final String NO_REPLY = "no reply: ";
  private static final byte[] NOTHING = {};

  private final PeerServer server;
  private final int protocol;
  private final Map<Integer, RedisConnection> clients = new HashMap<>();

  Performer(PeerServer server, int protocol) {
    this.server = server;
    this.protocol = protocol;
    client(0).call("FLUSHALL");
  }

  /** Sends the line, and returns the reply's bytes, or words about their absence. */
  byte[] perform(Line line) {
    try {
      return exchange(line);
    } catch (UncheckedIOException e) {
      clients.remove(line.client());
      return (NO_REPLY + e.getMessage()).getBytes(ISO_8859_1);
    }
  }

  private byte[] exchange(Line line) {
    var client = client(line.client());
    if (line.is(Mark.AWAITED)) {
      return client.receive();
    }
    client.send(line.bytes());
    if (line.is(Mark.SILENT)) {
      return NOTHING;
    }
    return line.is(Mark.CLOSED) ? lastWords(line.client()) : client.receive();
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
  }
}
