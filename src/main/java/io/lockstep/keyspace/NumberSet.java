package io.lockstep.keyspace;

import io.lockstep.memory.Records;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;

/**
 * A view of numbers in ascending order, all of the width that the widest one takes: an int with
 * that width in bytes, then the numbers.
 */
public final class NumberSet {
  static final int FIRST = Integer.BYTES;

  private static final ValueLayout.OfShort SHORT =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfInt INT =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfLong LONG =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private MemorySegment segment = MemorySegment.NULL;
  private long base;
  private int length;
  private int width = Short.BYTES;

  /** Makes a record's value that of no numbers. */
  static void begin(Records records, int record) {
    records.segment(record).set(INT, records.valueOffset(record), Short.BYTES);
  }

  /** Becomes a view of a record's value. */
  NumberSet at(Records records, int record) {
    segment = records.segment(record);
    base = records.valueOffset(record);
    length = records.valueLength(record);
    width = segment.get(INT, base);
    return this;
  }

  static int widthOf(long number) {
    if (number == (short) number) {
      return Short.BYTES;
    }
    return number == (int) number ? Integer.BYTES : Long.BYTES;
  }

  public int size() {
    return (length - FIRST) / width;
  }

  /** Bytes of each number: 2, 4 or 8. */
  public int width() {
    return width;
  }

  public MemorySegment segment() {
    return segment;
  }

  /** Place in {@link #segment} of the first number. */
  public long offset() {
    return base + FIRST;
  }

  private void width(int bytes) {
    segment.set(INT, base, bytes);
    width = bytes;
  }

  int place(int index) {
    return FIRST + index * width;
  }

  public long get(int index) {
    return get(index, width);
  }

  private long get(int index, int bytes) {
    long at = base + FIRST + (long) index * bytes;
    return switch (bytes) {
      case Short.BYTES -> segment.get(SHORT, at);
      case Integer.BYTES -> segment.get(INT, at);
      default -> segment.get(LONG, at);
    };
  }

  void set(int index, long number) {
    long at = base + FIRST + (long) index * width;
    switch (width) {
      case Short.BYTES -> segment.set(SHORT, at, (short) number);
      case Integer.BYTES -> segment.set(INT, at, (int) number);
      default -> segment.set(LONG, at, number);
    }
  }

  /** Index of the number, or ~index of the place where it belongs. */
  public int find(long number) {
    int low = 0;
    int high = size() - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      long other = get(middle);
      if (other == number) {
        return middle;
      } else if (other < number) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return ~low;
  }

  /** Moves all from an index on by so many places. */
  void shift(int index, int by, int count) {
    MemorySegment.copy(
        segment, base + place(index), segment, base + place(index + by), (long) count * width);
  }

  /** Gives the first numbers, which have another width, this one; the value has the room. */
  void widen(int count, int from, int to) {
    width(to);
    for (int index = count - 1; index >= 0; index--) {
      set(index, get(index, from));
    }
  }
}
