package io.lockstep.interop;

/** A running server on the loopback interface that speaks RESP. */
public interface PeerServer extends AutoCloseable {

  int port();

  /** Stops the server; its port is free afterwards. */
  @Override
  void close();
}
