package io.lockstep.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** CONFIG SET moves the sockets of a running node, or leaves them as they were. */
class ListenersIT {

  private final EmbeddedNode node = EmbeddedNode.start();

  @AfterEach
  void stop() {
    node.close();
  }

  @Test
  void movesToAnotherPortAndKeepsItsClients() {
    int former = node.port();
    int free = RealRedis.freePort();
    try (var client = node.connect()) {
      assertThat(client.call("CONFIG", "SET", "port", Integer.toString(free))).isEqualTo("OK");
      assertThat(client.call("PING")).isEqualTo("PONG");
    }
    assertThat(node.port()).isEqualTo(free);
    assertThat(node.call("PING")).isEqualTo("PONG");
    assertThatThrownBy(() -> RedisConnection.to(former)).isInstanceOf(UncheckedIOException.class);
  }

  @Test
  void staysWhereItIsWhenThePortIsTaken() {
    try (var other = EmbeddedNode.start()) {
      assertThat(node.call("CONFIG", "SET", "port", Integer.toString(other.port())))
          .isEqualTo(
              new Reply.Failure(
                  "ERR CONFIG SET failed (possibly related to argument 'port') - "
                      + "Unable to listen on this port. Check server logs."));
    }
    assertThat(node.call("PING")).isEqualTo("PONG");
  }

  @Test
  void returnsToItsAddressesWhenNewOnesCannotBeBound() {
    assertThat(node.call("CONFIG", "SET", "bind", "203.0.113.1"))
        .isEqualTo(
            new Reply.Failure(
                "ERR CONFIG SET failed (possibly related to argument 'bind') - "
                    + "Failed to bind to specified addresses."));
    assertThat(String.valueOf(node.call("CONFIG", "GET", "bind"))).contains("127.0.0.1");
    assertThat(node.call("CONFIG", "SET", "bind", "127.0.0.1 -::1")).isEqualTo("OK");
    assertThat(node.call("PING")).isEqualTo("PONG");
  }

  @Test
  void listensOnNoPortAtZero() {
    int former = node.port();
    int free = RealRedis.freePort();
    try (var client = node.connect()) {
      client.call("CONFIG", "SET", "port", Integer.toString(free));
      assertThat(client.call("CONFIG", "SET", "port", "0")).isEqualTo("OK");
      assertThatThrownBy(() -> RedisConnection.to(free)).isInstanceOf(UncheckedIOException.class);
      assertThat(client.call("CONFIG", "SET", "port", Integer.toString(former))).isEqualTo("OK");
    }
    assertThat(node.call("PING")).isEqualTo("PONG");
  }
}
