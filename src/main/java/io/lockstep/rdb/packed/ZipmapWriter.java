package io.lockstep.rdb.packed;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;

/** Writes a {@link Zipmap} of short fields and values, in room that is used again. */
public final class ZipmapWriter {
  /** A longer text is no part of a map that is written here. */
  public static final int MAX_TEXT = 252;

  private static final int MAX_COUNT = 253;
  private static final int UNKNOWN_COUNT = 254;
  private static final int MAX_FRAME_BYTES = 2; // length, unused bytes

  private byte[] bytes = new byte[256];
  private int length;
  private int texts;

  /** Starts an empty map. */
  public void begin() {
    length = 1;
    texts = 0;
  }

  /** Appends a field or, in turn, its value. */
  public void append(MemorySegment from, long at, int size) {
    if (length + size + MAX_FRAME_BYTES >= bytes.length) {
      bytes = Arrays.copyOf(bytes, 2 * bytes.length + size);
    }
    bytes[length++] = (byte) size;
    if (texts % 2 == 1) {
      bytes[length++] = 0; // unused bytes behind the value
    }
    MemorySegment.copy(from, JAVA_BYTE, at, bytes, length, size);
    length += size;
    texts++;
  }

  /** Completes the map; no more is appended. */
  public void finish() {
    int pairs = texts / 2;
    bytes[0] = (byte) (pairs <= MAX_COUNT ? pairs : UNKNOWN_COUNT);
    bytes[length++] = (byte) Elements.END_BYTE;
  }

  /** The finished map lies at the start of this array, until the next one is begun. */
  public byte[] bytes() {
    return bytes;
  }

  public int length() {
    return length;
  }
}
