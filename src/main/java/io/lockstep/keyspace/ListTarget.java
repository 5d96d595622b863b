package io.lockstep.keyspace;

import io.lockstep.memory.Element;
import io.lockstep.memory.PackedElement;

/** What is looked for in a list: in the form of a block's elements, or where it lies if long. */
final class ListTarget {
  private static final int MAX_PACKED_LENGTH = 64 << 10;
  private static final byte[] NOTHING = {};

  private final PackedElement packed = new PackedElement();
  private final Element element = new Element();
  private byte[] bytes = NOTHING;
  private int start;
  private int length;

  void set(byte[] newBytes, int newStart, int newLength) {
    bytes = newBytes;
    start = newStart;
    length = newLength;
    if (length <= MAX_PACKED_LENGTH) {
      packed.of(bytes, start, length);
    }
  }

  boolean isAt(ListWalk walk) {
    if (length <= MAX_PACKED_LENGTH) {
      return walk.isAt(packed);
    }
    walk.read(element);
    return element.contentEquals(bytes, start, length);
  }
}
