package io.lockstep.replication.upstream;

import java.nio.charset.StandardCharsets;

/**
 * Gathers one line at a time out of chunks split anywhere; the bytes after it stay with the caller.
 */
public final class LineReader {
  public static final int MAX_LINE_BYTES = 1024;

  private final byte[] line = new byte[MAX_LINE_BYTES];
  private int length; // 0 <= length <= MAX_LINE_BYTES
  private boolean isComplete;
  private boolean isOverlong;

  /**
   * Takes bytes up to and including the first line feed.
   *
   * @return how many were taken; all of them when the line goes on
   */
  public int accept(byte[] chunk, int start, int count) {
    int taken = 0;
    while (taken < count && !isComplete) {
      take(chunk[start + taken++]);
    }
    return taken;
  }

  private void take(byte next) {
    if (next == '\n') {
      isComplete = true;
    } else if (length < MAX_LINE_BYTES) {
      line[length++] = next;
    } else {
      isOverlong = true;
    }
  }

  public boolean isComplete() {
    return isComplete;
  }

  /** Whether a line has begun and not ended. */
  public boolean isPartial() {
    return length > 0 && !isComplete;
  }

  /**
   * Whether the line has more than {@link #MAX_LINE_BYTES}: no peer in its right mind does that.
   */
  public boolean isOverlong() {
    return isOverlong;
  }

  /** The complete line without its end; the reader is ready for the next one. */
  public String take() {
    if (!isComplete) {
      throw new IllegalStateException("The line is not complete yet");
    }
    int end = length > 0 && line[length - 1] == '\r' ? length - 1 : length;
    String text = new String(line, 0, end, StandardCharsets.ISO_8859_1);
    reset();
    return text;
  }

  /** Forgets what was gathered, for another connection. */
  public void reset() {
    length = 0;
    isComplete = false;
    isOverlong = false;
  }
}
