package io.lockstep.rdb.packed;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import io.lockstep.memory.PackedElement;
import java.lang.foreign.MemorySegment;

/** Writes a {@link Listpack}, whose elements are those of small collections in memory. */
public final class ListpackWriter extends PackWriter {
  private final PackedElement element = new PackedElement();

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
  void write(byte[] text, int start, int size) {
    write(element.of(text, start, size));
  }

  @Override
  void write(long number) {
    write(element.number(number));
  }

  private void write(PackedElement written) {
    room(written.length());
    written.copyTo(bytes, length);
    length += written.length();
  }

  @Override
  void complete() {
    LittleEndian.put32(bytes, 0, length);
    LittleEndian.put16(bytes, 4, Math.min(count(), Listpack.UNKNOWN_COUNT));
  }
}
