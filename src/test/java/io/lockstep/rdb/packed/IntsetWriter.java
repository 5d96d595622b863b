package io.lockstep.rdb.packed;

import java.util.Arrays;

/**
 * Writes an {@link Intset} of members that come in any order, in room that is used again for the
 * next one.
 */
final class IntsetWriter {
  private static final int INITIAL_MEMBERS = 64;

  private long[] members = new long[INITIAL_MEMBERS];
  private int count;
  private byte[] bytes = {};
  private int length;

  /** Starts an empty set. */
  void begin() {
    count = 0;
    length = 0;
  }

  /** Adds a member that has not been added. */
  void add(long member) {
    if (count == members.length) {
      members = Arrays.copyOf(members, 2 * count);
    }
    members[count++] = member;
  }

  /**
   * Completes the set, with members as narrow as they can be.
   *
   * @throws IllegalStateException when it has no member, or one twice: no file may hold that
   */
  void finish() {
    Arrays.sort(members, 0, count);
    checkDistinct();
    int width = width();
    length = Math.addExact(Intset.HEADER_BYTES, Math.multiplyExact(count, width));
    if (bytes.length < length) {
      bytes = new byte[Math.max(length, Math.min(2 * length, 1 << 16))];
    }
    LittleEndian.put32(bytes, 0, width);
    LittleEndian.put32(bytes, 4, count);
    for (int i = 0; i < count; i++) {
      put(Intset.HEADER_BYTES + i * width, width, members[i]);
    }
  }

  private void checkDistinct() {
    if (count == 0) {
      throw new IllegalStateException("An intset without members");
    }
    for (int i = 1; i < count; i++) {
      if (members[i - 1] == members[i]) {
        throw new IllegalStateException("Member " + members[i] + " was added twice");
      }
    }
  }

  private int width() {
    return Math.max(widthOf(members[0]), widthOf(members[count - 1]));
  }

  private static int widthOf(long member) {
    if (member == (short) member) {
      return 2;
    }
    return member == (int) member ? 4 : 8;
  }

  private void put(int at, int width, long member) {
    switch (width) {
      case 2 -> LittleEndian.put16(bytes, at, (int) member);
      case 4 -> LittleEndian.put32(bytes, at, (int) member);
      default -> LittleEndian.put64(bytes, at, member);
    }
  }

  /** The finished set lies at the start of this array, until the next one is begun. */
  byte[] bytes() {
    return bytes;
  }

  int length() {
    return length;
  }
}
