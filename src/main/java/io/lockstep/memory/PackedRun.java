package io.lockstep.memory;

import java.util.Arrays;

/** Elements in a row, in the form of a {@link PackedList}, that are not in one yet. */
public final class PackedRun {
  private final PackedElement element = new PackedElement();
  private byte[] bytes = new byte[256];
  private int[] starts = new int[16]; // of the elements
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

  /** Whether an element of this run is the one at a place of a list; equal ones have one form. */
  public boolean isAt(int index, PackedList list, int place) {
    int start = start(index);
    int elementLength = start(index + 1) - start;
    return place + elementLength <= list.end()
        && Records.bytesEqual(list.segment(), list.offset() + place, bytes, start, elementLength);
  }
}
