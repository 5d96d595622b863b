package io.lockstep.memory;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/**
 * A view of one element of a collection: bytes in memory, wherever they are. A number that is kept
 * in binary form is spelled out here, so that readers need not tell the two apart. It is true until
 * the collection changes or the view is moved.
 */
public final class Element {
  private static final int MAX_DIGITS = 20;

  private @Nullable MemorySegment digits; // made once there is a number to be spelled
  private MemorySegment segment = MemorySegment.NULL;
  private long offset;
  private int length;

  public MemorySegment segment() {
    return segment;
  }

  /** Place of the first byte in {@link #segment}. */
  public long offset() {
    return offset;
  }

  public int length() {
    return length;
  }

  /** Becomes a view of these bytes. */
  public void text(MemorySegment newSegment, long newOffset, int newLength) {
    segment = newSegment;
    offset = newOffset;
    length = newLength;
  }

  /** Becomes a view of this number's spelling. */
  public void number(long value) {
    MemorySegment spelled = digits();
    int at = MAX_DIGITS;
    long rest = value;
    do {
      long digit = rest % 10;
      spelled.set(JAVA_BYTE, --at, (byte) ('0' + Math.abs(digit)));
      rest /= 10;
    } while (rest != 0);
    if (value < 0) {
      spelled.set(JAVA_BYTE, --at, (byte) '-');
    }
    text(spelled, at, MAX_DIGITS - at);
  }

  private MemorySegment digits() {
    if (digits == null) {
      digits = MemorySegment.ofArray(new byte[MAX_DIGITS]);
    }
    return digits;
  }

  /** Becomes a view of a record's key: a member, or a field. */
  public void key(Records records, int record) {
    text(records.segment(record), records.keyOffset(record), records.keyLength(record));
  }

  /** Becomes a view of a record's value. */
  public void value(Records records, int record) {
    text(records.segment(record), records.valueOffset(record), records.valueLength(record));
  }

  public byte[] toBytes() {
    byte[] bytes = new byte[length];
    copyTo(bytes, 0);
    return bytes;
  }

  public void copyTo(byte[] target, int start) {
    MemorySegment.copy(segment, JAVA_BYTE, offset, target, start, length);
  }

  public boolean contentEquals(byte[] bytes, int start, int count) {
    return count == length && Records.bytesEqual(segment, offset, bytes, start, count);
  }

  /** Orders byte by byte, as C's {@code memcmp} does, and what goes on behind what ends. */
  public int compare(byte[] bytes, int start, int count) {
    int common = Math.min(length, count);
    for (int at = 0; at < common; at++) {
      int difference = (segment.get(JAVA_BYTE, offset + at) & 0xFF) - (bytes[start + at] & 0xFF);
      if (difference != 0) {
        return difference;
      }
    }
    return length - count;
  }
}
