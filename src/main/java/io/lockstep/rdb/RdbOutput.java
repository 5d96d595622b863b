package io.lockstep.rdb;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** The numbers and lengths of an RDB file, gathered in one large buffer on their way out. */
final class RdbOutput {
  private static final int BUFFER_BYTES = 64 << 10;
  private static final int MAX_HEADER_BYTES = 9;
  private static final VarHandle SHORTS = view(short[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INTS = view(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONGS = view(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle NETWORK_INTS = view(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle NETWORK_LONGS = view(long[].class, ByteOrder.BIG_ENDIAN);

  private final OutputStream sink;
  private final boolean isChecked;
  private final byte[] buffer = new byte[BUFFER_BYTES];
  private int position;
  private int summed; // summed <= position
  private long drained; // bytes handed to the sink before buffer[0]
  private final RdbChecksum checksum = new RdbChecksum();

  RdbOutput(OutputStream sink, boolean isChecked) {
    this.sink = sink;
    this.isChecked = isChecked;
  }

  private static VarHandle view(Class<?> array, ByteOrder order) {
    return MethodHandles.byteArrayViewVarHandle(array, order);
  }

  /** Bytes written so far. */
  long count() {
    return drained + position;
  }

  void u8(int value) throws IOException {
    buffer[claim(1)] = (byte) value;
  }

  void i16(int value) throws IOException {
    SHORTS.set(buffer, claim(2), (short) value);
  }

  void i32(int value) throws IOException {
    INTS.set(buffer, claim(4), value);
  }

  void i64(long value) throws IOException {
    LONGS.set(buffer, claim(8), value);
  }

  /** A length in as few bytes as it takes. */
  void length(long length) throws IOException {
    room(MAX_HEADER_BYTES);
    if (length < 1 << 6) {
      buffer[position++] = (byte) length;
    } else if (length < 1 << 14) {
      buffer[position++] = (byte) (RdbEncoding.BITS_14 << 6 | length >>> 8);
      buffer[position++] = (byte) length;
    } else {
      wideLength(length);
    }
  }

  /** Any 64 bits, in the form of a length. */
  void number(long number) throws IOException {
    if (number >= 0) {
      length(number);
    } else {
      u8(RdbEncoding.WIDE_64);
      i64(Long.reverseBytes(number));
    }
  }

  private void wideLength(long length) {
    if (length <= 0xffff_ffffL) {
      buffer[position] = (byte) RdbEncoding.WIDE_32;
      NETWORK_INTS.set(buffer, position + 1, (int) length);
      position += 1 + Integer.BYTES;
    } else {
      buffer[position] = (byte) RdbEncoding.WIDE_64;
      NETWORK_LONGS.set(buffer, position + 1, length);
      position += 1 + Long.BYTES;
    }
  }

  void bytes(byte[] from, int start, int length) throws IOException {
    while (length > 0) {
      room(1);
      int run = Math.min(length, BUFFER_BYTES - position);
      System.arraycopy(from, start, buffer, position, run);
      position += run;
      start += run;
      length -= run;
    }
  }

  void bytes(MemorySegment from, long start, int length) throws IOException {
    while (length > 0) {
      room(1);
      int run = Math.min(length, BUFFER_BYTES - position);
      MemorySegment.copy(from, ValueLayout.JAVA_BYTE, start, buffer, position, run);
      position += run;
      start += run;
      length -= run;
    }
  }

  /** The bytes from here on are summed in the way that only Lockstep reads. */
  void sumFasterFromHere() {
    sum();
    checksum.becomeFaster();
  }

  /** Ends the file with its checksum, or with 0 when none is wanted. */
  void finish() throws IOException {
    drain();
    i64(checksum.value());
    drain();
    sink.flush();
  }

  /** Ends the file as it was before there were checksums. */
  void finishUnsummed() throws IOException {
    drain();
    sink.flush();
  }

  private int claim(int count) throws IOException {
    room(count);
    int at = position;
    position += count;
    return at;
  }

  private void room(int count) throws IOException {
    if (BUFFER_BYTES - position < count) {
      drain();
    }
  }

  private void drain() throws IOException {
    sum();
    sink.write(buffer, 0, position);
    drained += position;
    position = 0;
    summed = 0;
  }

  private void sum() {
    if (isChecked) {
      checksum.update(buffer, summed, position - summed);
    }
    summed = position;
  }
}
