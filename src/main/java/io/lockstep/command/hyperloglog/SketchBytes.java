package io.lockstep.command.hyperloglog;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * The bytes of a sketch where they lie. Whoever is about to change them owns them first; a change
 * of their length may move them.
 */
abstract sealed class SketchBytes permits RecordBytes, HeapBytes {
  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private MemorySegment segment = MemorySegment.NULL;
  private long start;
  private int length;

  /** Says where the bytes lie from now on. */
  final void lie(MemorySegment where, long from, int count) {
    segment = where;
    start = from;
    length = count;
  }

  final int length() {
    return length;
  }

  /** A byte without sign; what is read behind the end is zero. */
  final int at(int index) {
    return index < length ? segment.get(JAVA_BYTE, start + index) & 0xff : 0;
  }

  final void put(int index, int value) {
    checkInside(index, 1);
    segment.set(JAVA_BYTE, start + index, (byte) value);
  }

  final long longAt(int index) {
    checkInside(index, Long.BYTES);
    return segment.get(LONG, start + index);
  }

  final void putLong(int index, long value) {
    checkInside(index, Long.BYTES);
    segment.set(LONG, start + index, value);
  }

  /** Copies bytes to another place among them, which may overlap the first one. */
  final void move(int from, int to, int count) {
    checkInside(Math.min(from, to), Math.abs(from - to) + count);
    MemorySegment.copy(segment, start + from, segment, start + to, count);
  }

  /** The segment is a page of many records, so it does not notice. */
  private void checkInside(int index, int count) {
    if (index < 0 || index > length - count) {
      throw new IndexOutOfBoundsException(
          "bytes %d to %d of %d".formatted(index, index + count, length));
    }
  }

  /** Makes the bytes free to be changed. */
  abstract void own();

  /** Gives them another length, and owns them; what grows is zero. */
  abstract void resize(int newLength);
}
