package io.lockstep.rdb.packed;

import java.util.Arrays;

/**
 * Packs elements into one string. The object serves any number of them, one after the other, in
 * room that only grows.
 */
public abstract sealed class PackWriter permits ListpackWriter, ZiplistWriter {
  private static final int INITIAL_BYTES = 256;

  private final int headerBytes;
  byte[] bytes = new byte[INITIAL_BYTES];
  int length; // bytes written, the header's included
  private int count;

  PackWriter(int headerBytes) {
    this.headerBytes = headerBytes;
    this.length = headerBytes;
  }

  /** Starts an empty string. */
  public void begin() {
    length = headerBytes;
    count = 0;
  }

  /** Appends a text, as a number if it is the decimal text of one. */
  public final void append(byte[] text, int start, int size) {
    write(text, start, size);
    count++;
  }

  /** Appends a number. */
  public final void append(long number) {
    write(number);
    count++;
  }

  /** Completes the string; no more is appended. */
  public final void finish() {
    room(Elements.END_BYTES);
    bytes[length++] = (byte) Elements.END_BYTE;
    complete();
  }

  /** The finished string lies at the start of this array, until the next one is begun. */
  public final byte[] bytes() {
    return bytes;
  }

  /** Bytes so far; of the whole string once it is finished. */
  public final int length() {
    return length;
  }

  /** The elements so far. */
  public final int count() {
    return count;
  }

  final void counted(int more) {
    count += more;
  }

  abstract void write(byte[] text, int start, int size);

  abstract void write(long number);

  /** Fills in the header. */
  abstract void complete();

  /** Makes sure that so many more bytes fit, and returns where they begin. */
  final int room(int more) {
    int needed = Math.addExact(length, more);
    if (needed > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(needed, 2 * bytes.length));
    }
    return length;
  }
}
