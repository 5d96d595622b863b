package io.lockstep.engine;

import io.lockstep.command.Connection;
import java.nio.ByteBuffer;

/** Stands for the far end of a client that nobody answers: the master. */
enum NoConnection implements Connection {
  INSTANCE;

  @Override
  public void write(byte[] bytes, int start, int length) {}

  @Override
  public void write(ByteBuffer bytes, Written written) {
    written.ended(false);
  }

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
