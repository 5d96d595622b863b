package io.lockstep.conformance;

import static java.util.Objects.requireNonNull;

import io.lockstep.interop.PeerServer;
import io.lockstep.interop.RedisConnection;
import io.lockstep.interop.Reply;
import java.util.ArrayList;
import java.util.List;

/** A subscriber to every event of a server's keys, who tells what has come since it was asked. */
final class EventTap implements AutoCloseable {

  private static final String MARKER = "marker";

  private final RedisConnection subscriber;
  private final RedisConnection publisher;

  private EventTap(PeerServer server) {
    subscriber = server.connect();
    publisher = server.connect();
  }

  /** Has a server publish all events, by their names, and listens. */
  static EventTap on(PeerServer server) {
    server.call("CONFIG", "SET", "notify-keyspace-events", "EAmn");
    var tap = new EventTap(server);
    tap.subscriber.call("PSUBSCRIBE", "__keyevent@*__:*", MARKER);
    tap.subscriber.receive();
    return tap;
  }

  /** What has happened since the last time, in its order: channels and keys. */
  List<String> events() {
    publisher.call("PUBLISH", MARKER, "");
    var events = new ArrayList<String>();
    for (var next = next(); !next.get(2).equals(MARKER); next = next()) {
      events.add(next.get(2) + " " + next.get(3));
    }
    return events;
  }

  private List<?> next() {
    return (List<?>) requireNonNull(Reply.value(subscriber.receive()));
  }

  @Override
  public void close() {
    subscriber.close();
    publisher.close();
  }
}
