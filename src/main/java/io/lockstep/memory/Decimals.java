package io.lockstep.memory;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;

/** Numbers as Redis spells them: one spelling for each, no blanks, no plus, no leading zeros. */
public final class Decimals {

  /** What {@link #parse} answers for anything but a number; also the smallest number itself. */
  public static final long INVALID = Long.MIN_VALUE;

  /** The length of the longest spelling. */
  public static final int MAX_LENGTH = 20;

  private static final int MAX_DIGITS = 19;
  private static final byte[] MINIMUM = Long.toString(Long.MIN_VALUE).getBytes(ISO_8859_1);

  private Decimals() {}

  /** A signed 64-bit number (Redis, {@code string2ll}), or {@link #INVALID}. */
  public static long parse(byte[] bytes, int start, int length) {
    boolean negative = length > 0 && bytes[start] == '-';
    int from = negative ? start + 1 : start;
    int digits = negative ? length - 1 : length;
    if (digits < 1 || digits > MAX_DIGITS || (bytes[from] == '0' && (digits > 1 || negative))) {
      return INVALID;
    }
    long value = 0;
    for (int i = from; i < from + digits; i++) {
      int digit = bytes[i] - '0';
      if (digit < 0 || digit > 9) {
        return INVALID;
      }
      value = value * 10 + digit;
    }
    // nineteen digits overflow into the sign at most once
    return value < 0 ? INVALID : negative ? -value : value;
  }

  /** Whether these bytes spell a number, which {@link #parse} answers then. */
  public static boolean isNumber(byte[] bytes, int start, int length) {
    return length > 0
        && length <= MAX_LENGTH
        && (parse(bytes, start, length) != INVALID || isMinimum(bytes, start, length));
  }

  /** Whether these bytes spell the smallest number, which {@link #parse} can't tell from none. */
  public static boolean isMinimum(byte[] bytes, int start, int length) {
    return Arrays.equals(bytes, start, start + length, MINIMUM, 0, MINIMUM.length);
  }

  /** Spells a number at the start of {@code into}, and returns how many characters it has. */
  public static int write(long number, byte[] into) {
    long left = number < 0 ? number : -number; // below zero there is room for one more
    int sign = number < 0 ? 1 : 0;
    int end = sign + digits(left);
    into[0] = '-';
    for (int at = end - 1; at >= sign; at--) {
      into[at] = (byte) ('0' - left % 10);
      left /= 10;
    }
    return end;
  }

  private static int digits(long negated) {
    int count = 1;
    for (long left = negated / 10; left != 0; left /= 10) {
      count++;
    }
    return count;
  }
}
