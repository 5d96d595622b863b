package io.lockstep.engine;

import io.lockstep.command.Connection;

/** What a connection without a socket has in common: it is never full, and has no address. */
abstract class NoFarEnd implements Connection {

  @Override
  public void flush() {}

  @Override
  public long unsentBytes() {
    return 0;
  }

  @Override
  public void whenDrained(long lowBytes, Runnable action) {
    action.run();
  }

  @Override
  public void close() {}

  @Override
  public void abort() {}

  @Override
  public void reading(boolean on) {}

  @Override
  public String remoteAddress() {
    return "?:0";
  }

  @Override
  public String localAddress() {
    return "?:0";
  }

  @Override
  public boolean isLocal() {
    return true;
  }
}
