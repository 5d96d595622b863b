package io.lockstep.memory;

import java.util.Arrays;

/** Elements in a row, in the form of a {@link PackedList}, that are not in one yet. */
public final class PackedRun {
  private final PackedElement element = new PackedElement();
  private byte[] bytes = new byte[256];
  private int[] starts = new int[16]; // of the elements
  private int[] seen = new int[64]; // a hash table of indexes, each one more than it is
  private int length;
  private int count;

  public void clear() {
    length = 0;
    count = 0;
  }

  /** How many elements there are. */
  public int count() {
    return count;
  }

  /** How many bytes they take in a list. */
  public int length() {
    return length;
  }

  byte[] bytes() {
    return bytes;
  }

  private int start(int index) {
    return index == count ? length : starts[index];
  }

  /** Adds an element of these bytes. */
  public PackedRun add(byte[] source, int start, int sourceLength) {
    return add(element.of(source, start, sourceLength));
  }

  /** Adds a number. */
  public PackedRun add(long number) {
    return add(element.number(number));
  }

  /** Adds what {@link PackedList#score} reads. */
  public PackedRun addScore(double score) {
    return add(element.score(score));
  }

  /** Adds an element of these bytes. */
  public PackedRun add(Element source) {
    return add(element.of(source));
  }

  private PackedRun add(PackedElement added) {
    return append(added.bytes(), 0, added.length());
  }

  /** Adds an element of another run. */
  public PackedRun add(PackedRun other, int index) {
    int from = other.start(index);
    return append(other.bytes, from, other.start(index + 1) - from);
  }

  private PackedRun append(byte[] source, int start, int sourceLength) {
    if (length + sourceLength > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + sourceLength));
    }
    if (count == starts.length) {
      starts = Arrays.copyOf(starts, 2 * count);
    }
    starts[count] = length;
    System.arraycopy(source, start, bytes, length, sourceLength);
    length += sourceLength;
    count++;
    return this;
  }

  /** Whether two of every so many elements are the same. */
  public boolean hasTwins(int step) {
    int room = 4 * Integer.highestOneBit(Math.max(1, count));
    if (seen.length < room) {
      seen = new int[room];
    }
    Arrays.fill(seen, 0, room, 0);
    for (int index = 0; index < count; index += step) {
      if (isSeen(index, room - 1)) {
        return true;
      }
    }
    return false;
  }

  /** Whether an equal element is in the table, where this one is afterwards. */
  private boolean isSeen(int index, int mask) {
    int slot = hash(index) & mask;
    while (seen[slot] != 0) {
      if (areEqual(seen[slot] - 1, index)) {
        return true;
      }
      slot = (slot + 1) & mask;
    }
    seen[slot] = index + 1;
    return false;
  }

  private int hash(int index) {
    int hash = 0;
    for (int at = starts[index]; at < start(index + 1); at++) {
      hash = 31 * hash + bytes[at];
    }
    return hash ^ (hash >>> 16);
  }

  private boolean areEqual(int one, int other) {
    return Arrays.equals(bytes, start(one), start(one + 1), bytes, start(other), start(other + 1));
  }

  /** Whether an element of this run is the one at a place of a list; equal ones have one form. */
  public boolean isAt(int index, PackedList list, int place) {
    int start = start(index);
    int elementLength = start(index + 1) - start;
    return place + elementLength <= list.end()
        && Records.bytesEqual(list.segment(), list.offset() + place, bytes, start, elementLength);
  }
}
