package io.lockstep.engine;

import io.lockstep.command.Connection;
import java.nio.ByteBuffer;

/** A connection; what it calls back and breaks stops the engine, not just the write. */
final class GuardedConnection implements Connection {

  private final Connection connection;
  private final Faults faults;

  GuardedConnection(Connection connection, Faults faults) {
    this.connection = connection;
    this.faults = faults;
  }

  @Override
  public void write(byte[] bytes, int start, int length) {
    connection.write(bytes, start, length);
  }

  @Override
  public void write(ByteBuffer bytes, Written written) {
    connection.write(bytes, isSent -> faults.guard(() -> written.ended(isSent)));
  }

  @Override
  public void flush() {
    connection.flush();
  }

  @Override
  public long unsentBytes() {
    return connection.unsentBytes();
  }

  @Override
  public void whenDrained(long lowBytes, Runnable action) {
    connection.whenDrained(lowBytes, () -> faults.guard(action));
  }

  @Override
  public void close() {
    connection.close();
  }

  @Override
  public void abort() {
    connection.abort();
  }

  @Override
  public void reading(boolean on) {
    connection.reading(on);
  }

  @Override
  public String remoteAddress() {
    return connection.remoteAddress();
  }

  @Override
  public String localAddress() {
    return connection.localAddress();
  }

  @Override
  public boolean isLocal() {
    return connection.isLocal();
  }
}
