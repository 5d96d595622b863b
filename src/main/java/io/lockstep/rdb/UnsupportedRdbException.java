package io.lockstep.rdb;

import java.io.IOException;

/** The file may be sound, but holds something that this version cannot read. */
public final class UnsupportedRdbException extends IOException {
  private final long offset;

  /** {@code offset} is where the thing begins, {@code message} what it is. */
  public UnsupportedRdbException(long offset, String message) {
    super("Unsupported RDB at byte " + offset + ": " + message);
    this.offset = offset;
  }

  /** Where in the file, counted from 0. */
  public long offset() {
    return offset;
  }
}
