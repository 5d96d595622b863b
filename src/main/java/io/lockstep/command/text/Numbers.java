package io.lockstep.command.text;

import io.lockstep.memory.Decimals;

/** Numbers as requests spell them, see {@link Decimals}. */
public final class Numbers {

  /** What {@link #parse} answers for anything but a number; also the smallest number itself. */
  public static final long INVALID = Decimals.INVALID;

  /** The length of the longest spelling. */
  public static final int MAX_LENGTH = Decimals.MAX_LENGTH;

  private Numbers() {}

  /** A signed 64-bit number (Redis, {@code string2ll}), or {@link #INVALID}. */
  public static long parse(byte[] bytes, int start, int length) {
    return Decimals.parse(bytes, start, length);
  }

  /** Whether these bytes spell the smallest number, which {@link #parse} can't tell from none. */
  public static boolean isMinimum(byte[] bytes, int start, int length) {
    return Decimals.isMinimum(bytes, start, length);
  }
}
