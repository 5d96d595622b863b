package io.lockstep.rdb;

import io.lockstep.rdb.packed.Elements;
import io.lockstep.rdb.packed.MalformedPackException;
import java.io.IOException;

/** Reads a string of a file that is a collection packed into one. */
final class PackedString {
  private final RdbString string;

  PackedString(RdbString string) {
    this.string = string;
  }

  /**
   * Reads the string and checks all of it; its elements are there until the string is read again.
   */
  void read(RdbInput in, Elements elements) throws IOException {
    long at = in.offset();
    string.read(in);
    open(elements, string.bytes(), string.start(), string.length(), at);
  }

  /** Checks a string that began at byte {@code at} of the file. */
  static void open(Elements elements, byte[] bytes, int start, int length, long at)
      throws CorruptRdbException {
    try {
      elements.open(bytes, start, length);
    } catch (MalformedPackException e) {
      throw new CorruptRdbException(at, e.reason());
    }
  }
}
