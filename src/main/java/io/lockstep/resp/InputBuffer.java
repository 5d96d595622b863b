package io.lockstep.resp;

import java.util.Arrays;

/** Received bytes that are not decoded yet: a growing array with a read and a write end. */
final class InputBuffer {
  private static final int INITIAL_BYTES = 1 << 10;
  private static final int IDLE_BYTES = 16 << 10;
  private static final int EAGER_BYTES =
      1 << 20; // announced sizes up to this are allocated at once

  byte[] bytes = Bytes.NONE;
  int start; // start <= end <= bytes.length
  int end;
  private int scanned; // no line end lies in [start, start + scanned) of the line in progress

  int size() {
    return end - start;
  }

  /** Drops bytes from the front; positions are relative to the new front afterwards. */
  void consume(int count) {
    start += count;
    scanned = 0;
  }

  /**
   * Finds a line's terminator, going on where the last search ended. Like {@code strchr}, it does
   * not look past a NUL.
   *
   * @param line where the line begins, relative to the front
   * @return the terminator's position relative to the front, or -1
   */
  int lineEnd(int line, byte terminator) {
    int i = start + Math.max(scanned, line);
    byte b = 1;
    while (i < end && (b = bytes[i]) != terminator && b != 0) {
      i++;
    }
    scanned = i - start;
    return i < end && b == terminator ? scanned : -1;
  }

  /**
   * Makes room for {@code count} more bytes behind {@link #end}.
   *
   * @param announced the size that the front request has announced; room for it is made early, but
   *     never for much more than has arrived
   * @param ceiling the size that is never exceeded; at least {@code size() + count}
   */
  byte[] reserve(int count, long announced, long ceiling) {
    if (start == end) {
      rewind();
    }
    if (bytes.length - end < count) {
      if (bytes.length - size() >= count) {
        moveTo(bytes);
      } else {
        moveTo(new byte[(int) Math.min(grownSize(size() + (long) count, announced), ceiling)]);
      }
    }
    return bytes;
  }

  /** Makes room early for a request of {@code announced} bytes at the front, within reason. */
  void expect(long announced, long ceiling) {
    long wanted = Math.min(Math.min(announced, EAGER_BYTES), ceiling);
    if (wanted > bytes.length) {
      moveTo(new byte[(int) wanted]);
    }
  }

  private long grownSize(long needed, long announced) {
    if (announced > needed) {
      return Math.min(announced, Math.max(EAGER_BYTES, 2 * needed));
    }
    return Math.max(needed, Math.max(INITIAL_BYTES, 2L * bytes.length));
  }

  private void rewind() {
    start = 0;
    end = 0;
  }

  private void moveTo(byte[] target) {
    int size = size();
    System.arraycopy(bytes, start, target, 0, size);
    bytes = target;
    start = 0;
    end = size;
  }

  void shrink() {
    if (bytes.length > IDLE_BYTES && size() <= IDLE_BYTES / 2) {
      bytes = Arrays.copyOfRange(bytes, start, start + Math.max(INITIAL_BYTES, size()));
      end -= start;
      start = 0;
    }
  }
}
