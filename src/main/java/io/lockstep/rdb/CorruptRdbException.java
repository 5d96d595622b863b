package io.lockstep.rdb;

import java.io.IOException;

/** The bytes are not an RDB file, or only a part of one; none of their content is to be used. */
public final class CorruptRdbException extends IOException {
  private final long offset;

  /** {@code offset} counts the bytes of the file before the one that is wrong. */
  public CorruptRdbException(long offset, String message) {
    super("Corrupt RDB at byte " + offset + ": " + message);
    this.offset = offset;
  }

  /** Where in the file, counted from 0. */
  public long offset() {
    return offset;
  }
}
