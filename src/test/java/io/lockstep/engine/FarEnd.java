package io.lockstep.engine;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.lockstep.command.Connection;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The far end of a client, which reads when the test says so. */
final class FarEnd implements Connection {

  private final ByteArrayOutputStream queued = new ByteArrayOutputStream();
  private final List<Written> writes = new ArrayList<>();
  private @Nullable Runnable drained;
  boolean isRead = true; // by the node
  boolean isAborted;
  int flushes;

  /** Reads everything that is queued; the node hears of it. */
  String readAll() {
    String text = queued.toString(ISO_8859_1);
    queued.reset();
    List.copyOf(writes).forEach(write -> write.ended(true));
    writes.clear();
    Runnable action = drained;
    drained = null;
    if (action != null) {
      action.run();
    }
    return text;
  }

  @Override
  public void write(byte[] bytes, int start, int length) {
    queued.write(bytes, start, length);
  }

  @Override
  public void write(ByteBuffer bytes, Written written) {
    byte[] copy = new byte[bytes.remaining()];
    bytes.get(copy);
    queued.writeBytes(copy);
    writes.add(written);
  }

  @Override
  public void flush() {
    flushes++;
  }

  @Override
  public long unsentBytes() {
    return queued.size();
  }

  @Override
  public void whenDrained(long lowBytes, Runnable action) {
    drained = action;
  }

  @Override
  public void close() {}

  @Override
  public void abort() {
    isAborted = true;
  }

  @Override
  public void reading(boolean on) {
    isRead = on;
  }

  @Override
  public String remoteAddress() {
    return "127.0.0.1:50000";
  }

  @Override
  public String localAddress() {
    return "127.0.0.1:6379";
  }

  @Override
  public boolean isLocal() {
    return true;
  }
}
