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

    /** Bytes came; the array is the caller's and is used again. */
    void received(byte[] bytes, int start, int length);

    /** The connection ended. */
    void closed(String cause);
  }
}
