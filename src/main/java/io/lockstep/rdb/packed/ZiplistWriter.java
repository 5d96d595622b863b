package io.lockstep.rdb.packed;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import io.lockstep.memory.Decimals;
import java.lang.foreign.MemorySegment;

/** Writes a {@link Ziplist}. */
public final class ZiplistWriter extends PackWriter {
  private static final int MAX_SMALL_TEXT = 63;
  private static final int MAX_MEDIUM_TEXT = (1 << 14) - 1;
  private static final int MAX_TINY = Ziplist.TINY_LAST - Ziplist.TINY_ZERO;
  private static final int MAX_HEADER_BYTES = 5 + 9;

  private final boolean hasShortNumbers;
  private int last = Ziplist.HEADER_BYTES;
  private int previous;

  /** Before Redis 2.6 numbers had 16, 32 or 64 bits, and not also fewer or 24. */
  public ZiplistWriter(boolean hasShortNumbers) {
    super(Ziplist.HEADER_BYTES);
    this.hasShortNumbers = hasShortNumbers;
  }

  @Override
  public void begin() {
    super.begin();
    last = Ziplist.HEADER_BYTES;
    previous = 0;
  }

  @Override
  void write(byte[] text, int start, int size) {
    if (Decimals.isNumber(text, start, size)) {
      write(Decimals.parse(text, start, size));
    } else {
      beginText(size);
      System.arraycopy(text, start, bytes, length, size);
      endText(size);
    }
  }

  /** Appends a text that is known to spell no number. */
  public void appendText(MemorySegment from, long at, int size) {
    beginText(size);
    MemorySegment.copy(from, JAVA_BYTE, at, bytes, length, size);
    endText(size);
    counted(1);
  }

  /** Writes what precedes a text of this size, for which there is room then. */
  private void beginText(int size) {
    last = room(Math.addExact(size, MAX_HEADER_BYTES));
    previous();
    if (size <= MAX_SMALL_TEXT) {
      u8(size);
    } else if (size <= MAX_MEDIUM_TEXT) {
      u8(Ziplist.MEDIUM_TEXT | size >>> 8);
      u8(size);
    } else {
      u8(Ziplist.LARGE_TEXT);
      i32(Integer.reverseBytes(size));
    }
  }

  private void endText(int size) {
    length += size;
    previous = length - last;
  }

  @Override
  void write(long number) {
    last = room(MAX_HEADER_BYTES);
    previous();
    if (hasShortNumbers && number >= 0 && number <= MAX_TINY) {
      u8(Ziplist.TINY_ZERO + (int) number);
    } else if (hasShortNumbers && fits(number, 8)) {
      u8(Ziplist.INT_8);
      u8((int) number);
    } else {
      wide(number);
    }
    previous = length - last;
  }

  private void previous() {
    if (previous < Ziplist.WIDE_PREVIOUS) {
      u8(previous);
    } else {
      u8(Ziplist.WIDE_PREVIOUS);
      i32(previous);
    }
  }

  private void wide(long number) {
    if (fits(number, 16)) {
      u8(Ziplist.INT_16);
      i16(number);
    } else if (hasShortNumbers && fits(number, 24)) {
      u8(Ziplist.INT_24);
      i24(number);
    } else if (fits(number, 32)) {
      u8(Ziplist.INT_32);
      i32(number);
    } else {
      u8(Ziplist.INT_64);
      i64(number);
    }
  }

  @Override
  void complete() {
    LittleEndian.put32(bytes, 0, length);
    LittleEndian.put32(bytes, Ziplist.TAIL_OFFSET, last);
    LittleEndian.put16(bytes, Ziplist.COUNT_OFFSET, Math.min(count(), Ziplist.UNKNOWN_COUNT));
  }

  private void u8(int value) {
    bytes[length++] = (byte) value;
  }

  private void i16(long value) {
    LittleEndian.put16(bytes, length, (int) value);
    length += 2;
  }

  private void i24(long value) {
    LittleEndian.put24(bytes, length, (int) value);
    length += 3;
  }

  private void i32(long value) {
    LittleEndian.put32(bytes, length, (int) value);
    length += 4;
  }

  private void i64(long value) {
    LittleEndian.put64(bytes, length, value);
    length += 8;
  }

  /** Whether the number fits in so many bits. */
  private static boolean fits(long number, int bits) {
    return number << (64 - bits) >> (64 - bits) == number;
  }
}
