package io.lockstep.interop;

import org.jspecify.annotations.Nullable;

/** A running server on the loopback interface that speaks RESP. */
public interface PeerServer extends AutoCloseable {

  int port();

  /** A new connection to this server. */
  default RedisConnection connect() {
    return RedisConnection.to(port());
  }

  /** One command over a connection of its own. */
  default @Nullable Object call(String... arguments) {
    try (var connection = connect()) {
      return connection.call(arguments);
    }
  }

  /** Stops the server; its port is free afterwards. */
  @Override
  void close();
}
