package io.lockstep.engine;

import io.lockstep.command.Connection;
import java.nio.ByteBuffer;

/** Stands for a far end that is not there. */
enum NoConnection implements Connection {
  /** Nothing is ever sent: the master, as a client that nobody answers. */
  INSTANCE(false),

  /** Everything is as good as sent. */
  TAKES_ALL(true);

  private final boolean isSent;

  NoConnection(boolean isSent) {
    this.isSent = isSent;
  }

  @Override
  public void write(byte[] bytes, int start, int length) {}

  @Override
  public void write(ByteBuffer bytes, Written written) {
    written.ended(isSent);
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
