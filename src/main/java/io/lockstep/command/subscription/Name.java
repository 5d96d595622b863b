package io.lockstep.command.subscription;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The bytes of a channel's or a pattern's name; equal by content. */
public final class Name {

  private byte[] bytes;
  private int start;
  private int length;
  private int hash;

  private Name(byte[] bytes) {
    this.bytes = bytes;
    point(bytes, 0, bytes.length);
  }

  /** A name of these bytes, which must not change. */
  public static Name of(byte[] bytes) {
    return new Name(bytes);
  }

  /** A name that is no key itself, but finds one after {@link #point}. */
  static Name probe() {
    return new Name(new byte[0]);
  }

  /** Makes it a name of other bytes. */
  void point(byte[] source, int from, int count) {
    bytes = source;
    start = from;
    length = count;
    hash = 1;
    for (int i = from; i < from + count; i++) {
      hash = 31 * hash + source[i];
    }
  }

  /** Its bytes alone. */
  public byte[] bytes() {
    return start == 0 && length == bytes.length
        ? bytes
        : Arrays.copyOfRange(bytes, start, start + length);
  }

  /** How many bytes it has. */
  public int length() {
    return length;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Name name
        && Arrays.equals(
            bytes, start, start + length, name.bytes, name.start, name.start + name.length);
  }

  @Override
  public int hashCode() {
    return hash;
  }
}
