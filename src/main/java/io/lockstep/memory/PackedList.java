package io.lockstep.memory;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;

/**
 * A view of small elements in a row, in the value of a record: an int with their number, then the
 * elements in the form that Redis gives them in a listpack, so that both ends can be walked from
 * and an RDB file takes them as they are. A place is an offset from the beginning of the value; the
 * first element is at {@link #FIRST}, the end is {@link #end}.
 */
public final class PackedList {
  /** Place of the first element. */
  public static final int FIRST = Integer.BYTES;

  /** Length of the value of an empty list. */
  public static final int EMPTY_BYTES = FIRST;

  private MemorySegment segment = MemorySegment.NULL;
  private long base;
  private int end = FIRST;

  /** Becomes a view of a record's value. */
  public PackedList at(Records records, int record) {
    return at(records.segment(record), records.valueOffset(record), records.valueLength(record));
  }

  /** Becomes a view of so many bytes. */
  public PackedList at(MemorySegment newSegment, long offset, int length) {
    segment = newSegment;
    base = offset;
    end = length;
    return this;
  }

  /** Begins so many bytes later, or earlier if negative, and ends where it did. */
  public PackedList skip(int bytes) {
    base += bytes;
    end -= bytes;
    return this;
  }

  public int count() {
    return segment.get(Pages.INT, base);
  }

  public void count(int count) {
    segment.set(Pages.INT, base, count);
  }

  /** The place behind the last element; the bytes of the whole list. */
  public int end() {
    return end;
  }

  private int u8(int place) {
    return segment.get(JAVA_BYTE, base + place) & 0xFF;
  }

  // ---- walking

  /** The place behind the element. */
  public int next(int place) {
    int body = PackedElement.headBytes(u8(place)) + bodyLength(place);
    return place + body + PackedElement.backBytes(body);
  }

  /** The place of the element before this place, which is not the first. */
  public int previous(int place) {
    int at = place - 1;
    int body = 0;
    int shift = 0;
    int part;
    do {
      part = u8(at--);
      body |= (part & 0x7F) << shift;
      shift += 7;
    } while ((part & 0x80) != 0);
    return at + 1 - body;
  }

  /** The place of the last element of a list that is not empty. */
  public int last() {
    return previous(end);
  }

  /** The place of the element with this index, which must be there; walks from the nearer end. */
  public int seek(int index) {
    int count = count();
    return index <= count / 2 ? forward(FIRST, index) : backward(end, count - index);
  }

  public int forward(int place, int steps) {
    int at = place;
    for (int step = 0; step < steps; step++) {
      at = next(at);
    }
    return at;
  }

  public int backward(int place, int steps) {
    int at = place;
    for (int step = 0; step < steps; step++) {
      at = previous(at);
    }
    return at;
  }

  // ---- elements

  public boolean isNumber(int place) {
    return PackedElement.isNumber(u8(place));
  }

  /** The value of an element that is a number. */
  public long number(int place) {
    int head = u8(place);
    return switch (PackedElement.bodyBytes(head)) {
      case 0 -> head;
      case 1 -> (short) ((head << 8 | u8(place + 1)) << 3) >> 3;
      case 2 -> segment.get(Pages.SHORT, base + place + 1);
      case 3 -> (segment.get(Pages.SHORT, base + place + 1) & 0xFFFF) | (byte) u8(place + 3) << 16;
      case 4 -> segment.get(Pages.INT, base + place + 1);
      default -> segment.get(Pages.LONG, base + place + 1);
    };
  }

  /** Makes the element visible. */
  public void read(int place, Element into) {
    if (isNumber(place)) {
      into.number(number(place));
    } else {
      into.text(segment, textOffset(place), bodyLength(place));
    }
  }

  /** The number that {@link PackedElement#score} made the element of. */
  public double score(int place) {
    return isNumber(place)
        ? number(place)
        : Double.longBitsToDouble(segment.get(Pages.LONG, textOffset(place)));
  }

  private long textOffset(int place) {
    return base + place + PackedElement.headBytes(u8(place));
  }

  /** Bytes behind the head: the length of a text. */
  private int bodyLength(int place) {
    int head = u8(place);
    if ((head & 0xC0) == PackedElement.SHORT_TEXT) {
      return head & 0x3F;
    } else if ((head & 0xF0) == PackedElement.MIDDLE_TEXT) {
      return (head & 0x0F) << 8 | u8(place + 1);
    } else if (head == PackedElement.LONG_TEXT) {
      return segment.get(Pages.INT, base + place + 1);
    }
    return PackedElement.bodyBytes(head);
  }

  /**
   * The place of the first element that equals, looking at every step-th from a place on; -1 if
   * there is none.
   */
  public int find(PackedElement wanted, int from, int step) {
    for (int place = from; place < end; place = forward(place, step)) {
      if (equals(place, wanted)) {
        return place;
      }
    }
    return -1;
  }

  /** Whether the element at a place is the same; equal bytes have only one form. */
  public boolean equals(int place, PackedElement wanted) {
    int bytes = wanted.length();
    return u8(place) == wanted.head()
        && place + bytes <= end
        && Records.bytesEqual(segment, base + place, wanted.bytes(), 0, bytes);
  }

  // ---- bytes

  /** Moves all from a place on, so that what was there is at another place; the value has room. */
  public void shift(int from, int to, int length) {
    if (length == 0 || from == to) {
      return;
    }
    MemorySegment.copy(segment, base + from, segment, base + to, length);
  }

  public void write(int place, PackedElement element) {
    MemorySegment.copy(element.bytes(), 0, segment, JAVA_BYTE, base + place, element.length());
  }

  public void write(int place, PackedRun run) {
    MemorySegment.copy(run.bytes(), 0, segment, JAVA_BYTE, base + place, run.length());
  }

  /** Writes the element of a text that is too long for a {@link PackedElement} to copy it. */
  public void writeLongText(int place, byte[] bytes, int start, int length) {
    long at = base + place;
    segment.set(JAVA_BYTE, at, (byte) PackedElement.LONG_TEXT);
    segment.set(Pages.INT, at + 1, length);
    long text = at + PackedElement.LONG_TEXT_HEAD_BYTES;
    MemorySegment.copy(bytes, start, segment, JAVA_BYTE, text, length);
    writeBack(text + length, PackedElement.LONG_TEXT_HEAD_BYTES + length);
  }

  private void writeBack(long at, int body) {
    int back = PackedElement.backBytes(body);
    int rest = body;
    for (int index = back - 1; index >= 0; index--) {
      segment.set(JAVA_BYTE, at + index, (byte) ((rest & 0x7F) | (index == 0 ? 0 : 0x80)));
      rest >>>= 7;
    }
  }

  /** Copies bytes of another list, whole elements, to a place of this one. */
  public void write(int place, PackedList from, int start, int length) {
    MemorySegment.copy(from.segment, from.base + start, segment, base + place, length);
  }

  public MemorySegment segment() {
    return segment;
  }

  /** Place in {@link #segment} of the list's first byte. */
  public long offset() {
    return base;
  }
}
