package io.lockstep.command.bit;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * A value as a row of bits, the most significant one of each byte first. What is read behind its
 * end is zero.
 *
 * @param segment the memory that holds it
 * @param offset where it begins there
 * @param length in bytes
 */
record BitString(MemorySegment segment, long offset, int length) {

  private static final ValueLayout.OfLong WORD =
      JAVA_LONG_UNALIGNED.withOrder(ByteOrder.BIG_ENDIAN);

  /** How many bits there are. */
  long bits() {
    return 8L * length;
  }

  private int byteAt(long index) {
    return index < length ? segment.get(JAVA_BYTE, offset + index) & 0xff : 0;
  }

  private void byteAt(long index, int value) {
    segment.set(JAVA_BYTE, offset + index, (byte) value);
  }

  // ---- fields of bits

  /** The number that {@code width} bits hold, without a sign; 64 at most. */
  long field(long at, int width) {
    long value = 0;
    int missing = width;
    for (long bit = at; missing > 0; ) {
      int inByte = (int) (bit & 7);
      int taken = Math.min(8 - inByte, missing);
      int part = byteAt(bit >>> 3) >>> (8 - inByte - taken) & ((1 << taken) - 1);
      value = value << taken | part;
      missing -= taken;
      bit += taken;
    }
    return value;
  }

  /** Writes the low {@code width} bits of a number; they must lie inside. */
  void field(long at, int width, long value) {
    int missing = width;
    for (long bit = at; missing > 0; ) {
      int inByte = (int) (bit & 7);
      int taken = Math.min(8 - inByte, missing);
      int shift = 8 - inByte - taken;
      int mask = (1 << taken) - 1;
      int part = (int) (value >>> (missing - taken)) & mask;
      byteAt(bit >>> 3, (byteAt(bit >>> 3) & ~(mask << shift)) | part << shift);
      missing -= taken;
      bit += taken;
    }
  }

  // ---- questions about a range, first and last bit included, both inside

  /** How many bits of a range are set. */
  long count(long first, long last) {
    long bit = first;
    long count = 0;
    for (; bit <= last && (bit & 7) != 0; bit++) {
      count += field(bit, 1);
    }
    for (; bit + 63 <= last; bit += 64) {
      count += Long.bitCount(segment.get(WORD, offset + (bit >>> 3)));
    }
    for (; bit <= last; bit++) {
      count += field(bit, 1);
    }
    return count;
  }

  /** Where a range has its first bit of this value, or −1. */
  long position(boolean set, long first, long last) {
    long wanted = set ? 1 : 0;
    long bit = first;
    for (; bit <= last && (bit & 7) != 0; bit++) {
      if (field(bit, 1) == wanted) {
        return bit;
      }
    }
    bit = skipWords(set, bit, last);
    for (; bit <= last; bit++) {
      if (field(bit, 1) == wanted) {
        return bit;
      }
    }
    return -1;
  }

  /** The start of the first 64 bits that have a bit of this value, or of the rest. */
  private long skipWords(boolean set, long from, long last) {
    long lacking = set ? 0 : -1L;
    long bit = from;
    while (bit + 63 <= last && segment.get(WORD, offset + (bit >>> 3)) == lacking) {
      bit += 64;
    }
    return bit;
  }
}
