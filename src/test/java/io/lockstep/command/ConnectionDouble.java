package io.lockstep.command;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** A connection whose far end is a test: it keeps what was written, and whether it was closed. */
public final class ConnectionDouble implements Connection {

  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private final String remoteAddress;
  boolean closed;
  public long unsent;
  public boolean aborted;
  boolean reading = true;
  boolean local = true;

  ConnectionDouble(int port) {
    remoteAddress = "127.0.0.1:" + port;
  }

  /** What was written, a char a byte. */
  String written() {
    return written.toString(StandardCharsets.ISO_8859_1);
  }

  @Override
  public void write(byte[] bytes, int start, int length) {
    written.write(bytes, start, length);
  }

  @Override
  public void write(ByteBuffer direct, Written end) {
    byte[] bytes = new byte[direct.remaining()];
    direct.get(bytes);
    written.writeBytes(bytes);
    end.ended(true);
  }

  @Override
  public void whenDrained(long lowBytes, Runnable action) {
    action.run();
  }

  @Override
  public void flush() {}

  @Override
  public long unsentBytes() {
    return unsent;
  }

  @Override
  public void close() {
    closed = true;
  }

  @Override
  public void abort() {
    aborted = true;
  }

  @Override
  public void reading(boolean on) {
    reading = on;
  }

  @Override
  public String remoteAddress() {
    return remoteAddress;
  }

  @Override
  public String localAddress() {
    return "127.0.0.1:6379";
  }

  @Override
  public boolean isLocal() {
    return local;
  }
}
