package io.lockstep.rdb.packed;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;

/** Writes a {@link Listpack}. */
public final class ListpackWriter extends PackWriter {
  private static final int MAX_SMALL_TEXT = 63;
  private static final int MAX_MEDIUM_TEXT = (1 << 12) - 1;
  private static final int MAX_HEADER_BYTES = 9;
  private static final int MAX_BACK_BYTES = 5;

  private int element; // where the one that is being written begins

  public ListpackWriter() {
    super(Listpack.HEADER_BYTES);
  }

  /** Appends elements that are in the form of a listpack already. */
  public void appendElements(MemorySegment from, long at, int size, int elements) {
    room(size);
    MemorySegment.copy(from, JAVA_BYTE, at, bytes, length, size);
    length += size;
    counted(elements);
  }

  @Override
  void beginText(int size) {
    element = room(Math.addExact(size, MAX_HEADER_BYTES + MAX_BACK_BYTES));
    if (size <= MAX_SMALL_TEXT) {
      u8(Listpack.SMALL_TEXT | size);
    } else if (size <= MAX_MEDIUM_TEXT) {
      u8(Listpack.MEDIUM_TEXT | size >>> 8);
      u8(size);
    } else {
      u8(Listpack.LARGE_TEXT);
      i32(size);
    }
  }

  @Override
  void endText() {
    back(length - element);
  }

  @Override
  void write(long number) {
    int from = room(MAX_HEADER_BYTES + MAX_BACK_BYTES);
    if (number >= 0 && number < Listpack.SMALL_TEXT) {
      u8((int) number);
    } else if (fits(number, 13)) {
      u8(Listpack.INT_13 | ((int) (number >>> 8) & 0x1f));
      u8((int) number);
    } else {
      wide(number);
    }
    back(length - from);
  }

  private void wide(long number) {
    if (fits(number, 16)) {
      u8(Listpack.INT_16);
      i16(number);
    } else if (fits(number, 24)) {
      u8(Listpack.INT_24);
      i24(number);
    } else if (fits(number, 32)) {
      u8(Listpack.INT_32);
      i32(number);
    } else {
      u8(Listpack.INT_64);
      i64(number);
    }
  }

  private void back(int size) {
    int width = Listpack.backBytes(size);
    for (int i = 0; i < width; i++) {
      u8(Listpack.backByte(size, width, i));
    }
  }

  @Override
  void complete() {
    LittleEndian.put32(bytes, 0, length);
    LittleEndian.put16(bytes, 4, Math.min(count(), Listpack.UNKNOWN_COUNT));
  }
}
