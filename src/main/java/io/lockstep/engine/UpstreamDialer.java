package io.lockstep.engine;

import io.lockstep.command.Connection;

/** Connects to masters. The socket room does it over TCP; simulations over a seeded network. */
public interface UpstreamDialer {

  /**
   * Resolves a host and connects. Every call of the listener comes on the engine's thread, after
   * this method has returned.
   *
   * @return gives the attempt up, or closes what came of it; nothing is heard of it afterwards
   */
  Runnable dial(String host, int port, long timeoutMs, Listener listener);

  /** What comes of an attempt. */
  interface Listener {

    /** It succeeded. */
    void connected(Connection connection);

    /** It failed. */
    void failed(String cause);

    /** Where the next bytes, so many of them, are to be put before they are received. */
    byte[] room(int length);

    /** Bytes came, in the room that was given for them; it is the listener's. */
    void received(byte[] bytes, int start, int length);

    /** The connection ended. */
    void closed(String cause);
  }
}
