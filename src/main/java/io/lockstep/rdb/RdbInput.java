package io.lockstep.rdb;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The numbers and lengths of an RDB file, read where the pieces of its source lie, which are
 * checksummed one by one.
 *
 * <p>It asks its source only when it needs a byte that it does not have, so it never waits for
 * bytes behind the file's end; those that arrived together with the end are in {@link #rest()}.
 */
final class RdbInput {
  /** A length that says it is no length but a special encoding. */
  static final long NO_LENGTH = -1;

  private static final VarHandle SHORTS = view(short[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle INTS = view(int[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle LONGS = view(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final VarHandle NETWORK_INTS = view(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle NETWORK_LONGS = view(long[].class, ByteOrder.BIG_ENDIAN);

  private final RdbSource source;
  private final boolean isChecked;
  private byte[] piece = {}; // what has been read of it is never written again
  // checked <= position <= limit; piece[0] would be byte `base` of the file
  private int checked;
  private int position;
  private int limit;
  private long base;
  private final RdbChecksum checksum = new RdbChecksum();
  private int special;

  RdbInput(RdbSource source, boolean isChecked) {
    this.source = source;
    this.isChecked = isChecked;
  }

  private static VarHandle view(Class<?> array, ByteOrder order) {
    return MethodHandles.byteArrayViewVarHandle(array, order);
  }

  /** How many bytes of the file have been consumed. */
  long offset() {
    return base + position;
  }

  int u8() throws IOException {
    if (position == limit) {
      fill(1);
    }
    return piece[position++] & 0xff;
  }

  int i8() throws IOException {
    return (byte) u8();
  }

  int i16() throws IOException {
    int at = take(2);
    return (short) SHORTS.get(piece, at);
  }

  int i32() throws IOException {
    int at = take(4);
    return (int) INTS.get(piece, at);
  }

  long i64() throws IOException {
    int at = take(8);
    return (long) LONGS.get(piece, at);
  }

  /** A length; a special encoding here is an error. */
  long length() throws IOException {
    long at = offset();
    long length = lengthOrSpecial();
    if (length == NO_LENGTH) {
      throw new CorruptRdbException(at, "a string encoding where a length was expected");
    }
    return length;
  }

  /** Any 64 bits, in the form of a length. */
  long number() throws IOException {
    long at = offset();
    int first = u8();
    if (first == RdbEncoding.WIDE_64) {
      return network64();
    }
    position--;
    long number = lengthOrSpecial();
    if (number == NO_LENGTH) {
      throw new CorruptRdbException(at, "a string encoding where a number was expected");
    }
    return number;
  }

  /** A length of at least 0, or {@link #NO_LENGTH}; then {@link #special()} is the encoding. */
  long lengthOrSpecial() throws IOException {
    int first = u8();
    return switch (first >>> 6) {
      case RdbEncoding.BITS_6 -> first;
      case RdbEncoding.BITS_14 -> (first & 0x3f) << 8 | u8();
      case RdbEncoding.WIDE -> wideLength(first);
      default -> specialEncoding(first);
    };
  }

  int special() {
    return special;
  }

  private long specialEncoding(int first) {
    special = first & 0x3f;
    return NO_LENGTH;
  }

  private long wideLength(int first) throws IOException {
    long at = offset() - 1;
    return switch (first) {
      case RdbEncoding.WIDE_32 -> network32();
      case RdbEncoding.WIDE_64 -> positive(at, network64());
      default -> throw new CorruptRdbException(at, "unknown length encoding " + first);
    };
  }

  private long network32() throws IOException {
    int at = take(4);
    return (int) NETWORK_INTS.get(piece, at) & 0xffff_ffffL;
  }

  private long network64() throws IOException {
    int at = take(8);
    return (long) NETWORK_LONGS.get(piece, at);
  }

  private static long positive(long at, long length) throws CorruptRdbException {
    if (length < 0) {
      throw new CorruptRdbException(at, "length beyond 2^63");
    }
    return length;
  }

  /** Copies the next {@code length} bytes. */
  void bytes(byte[] into, int start, int length) throws IOException {
    while (length > 0) {
      if (position == limit) {
        fill(1);
      }
      int run = Math.min(length, limit - position);
      System.arraycopy(piece, position, into, start, run);
      position += run;
      start += run;
      length -= run;
    }
  }

  /** Copies the next {@code length} bytes to a place outside the heap. */
  void bytes(MemorySegment into, long start, int length) throws IOException {
    while (length > 0) {
      if (position == limit) {
        fill(1);
      }
      int run = Math.min(length, limit - position);
      MemorySegment.copy(piece, position, into, ValueLayout.JAVA_BYTE, start, run);
      position += run;
      start += run;
      length -= run;
    }
  }

  /** The piece that the position is in. */
  byte[] piece() {
    return piece;
  }

  /**
   * Passes over the next {@code length} bytes if they lie in one piece, and returns their place in
   * {@link #piece()}; else -1.
   */
  int passWithinPiece(int length) {
    if (limit - position < length) {
      return -1;
    }
    int at = position;
    position += length;
    return at;
  }

  void skip(long length) throws IOException {
    for (long left = length; left > 0; ) {
      if (position == limit) {
        fill(1);
      }
      int run = (int) Math.min(left, limit - position);
      position += run;
      left -= run;
    }
  }

  /** The bytes from here on are summed in the way that only Lockstep writes. */
  void sumFasterFromHere() {
    check();
    checksum.becomeFaster();
  }

  /** The checksum of everything consumed so far. */
  long checksum() {
    check();
    return checksum.value();
  }

  /** What the source gave beyond the bytes consumed. */
  byte[] rest() {
    return Arrays.copyOfRange(piece, position, limit);
  }

  /** Place of the next bytes in the piece, which may be another one from now on. */
  private int take(int count) throws IOException {
    if (limit - position < count) {
      fill(count);
    }
    int at = position;
    position += count;
    return at;
  }

  /** Makes sure that so many bytes, at most 8, lie behind the position in one piece. */
  private void fill(int needed) throws IOException {
    while (limit - position < needed) {
      ByteBuffer next = source.next();
      if (next == null) {
        throw new CorruptRdbException(base + limit, "the file ends here, before its end mark");
      }
      check();
      if (position == limit) {
        adopt(next.array(), next.arrayOffset() + next.position(), next.remaining());
      } else {
        join(next);
      }
    }
  }

  private void adopt(byte[] bytes, int start, int length) {
    base += position - start;
    piece = bytes;
    position = start;
    checked = start;
    limit = start + length;
  }

  /** The boundary of two pieces lies within a number. */
  private void join(ByteBuffer next) {
    byte[] joined = Arrays.copyOfRange(piece, position, limit + next.remaining());
    int left = limit - position;
    next.get(joined, left, next.remaining());
    adopt(joined, 0, joined.length);
  }

  private void check() {
    if (isChecked) {
      checksum.update(piece, checked, position - checked);
    }
    checked = position;
  }
}
