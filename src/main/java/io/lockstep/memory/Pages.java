package io.lockstep.memory;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The native pages behind slab addresses, with typed access. An address counts units of 8 bytes:
 * its upper bits are the page number, the rest is the place in the page. A page that is not there
 * has length zero, so that a wrong address ends in an {@link IndexOutOfBoundsException}.
 */
public final class Pages {
  static final int UNIT_BYTES_LOG = 3;
  static final int PAGE_UNITS_LOG = 19;
  static final long PAGE_BYTES = 1L << (PAGE_UNITS_LOG + UNIT_BYTES_LOG);
  static final int MAX_PAGES = 1 << (Integer.SIZE - PAGE_UNITS_LOG);
  private static final int UNIT_MASK = (1 << PAGE_UNITS_LOG) - 1;

  static final ValueLayout.OfByte BYTE = JAVA_BYTE;
  static final ValueLayout.OfShort SHORT = JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  static final ValueLayout.OfInt INT = JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  static final ValueLayout.OfLong LONG = JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private static final MemorySegment ABSENT = MemorySegment.NULL;

  private MemorySegment[] segments;

  Pages() {
    this(new MemorySegment[0]);
  }

  private Pages(MemorySegment[] segments) {
    this.segments = segments;
  }

  /** A copy that stays as it is while pages come and go; another thread may read through it. */
  Pages frozen() {
    return new Pages(segments.clone());
  }

  void set(int page, MemorySegment segment) {
    if (page >= segments.length) {
      int length = segments.length;
      segments = Arrays.copyOf(segments, Math.min(MAX_PAGES, Math.max(page + 1, length * 2)));
      Arrays.fill(segments, length, segments.length, ABSENT);
    }
    segments[page] = segment;
  }

  void remove(int page) {
    segments[page] = ABSENT;
  }

  public MemorySegment segment(int address) {
    return segments[address >>> PAGE_UNITS_LOG];
  }

  /** Place of the address in its segment, in bytes. */
  public static long offset(int address) {
    return (long) (address & UNIT_MASK) << UNIT_BYTES_LOG;
  }

  public byte getByte(int address, long at) {
    return segment(address).get(JAVA_BYTE, offset(address) + at);
  }

  public short getShort(int address, long at) {
    return segment(address).get(SHORT, offset(address) + at);
  }

  public int getInt(int address, long at) {
    return segment(address).get(INT, offset(address) + at);
  }

  public long getLong(int address, long at) {
    return segment(address).get(LONG, offset(address) + at);
  }

  public void putByte(int address, long at, byte value) {
    segment(address).set(JAVA_BYTE, offset(address) + at, value);
  }

  public void putShort(int address, long at, short value) {
    segment(address).set(SHORT, offset(address) + at, value);
  }

  public void putInt(int address, long at, int value) {
    segment(address).set(INT, offset(address) + at, value);
  }

  public void putLong(int address, long at, long value) {
    segment(address).set(LONG, offset(address) + at, value);
  }

  void copy(int from, long fromAt, int to, long toAt, long bytes) {
    MemorySegment.copy(segment(from), offset(from) + fromAt, segment(to), offset(to) + toAt, bytes);
  }

  void zero(int address, long bytes) {
    segment(address).asSlice(offset(address), bytes).fill((byte) 0);
  }
}
