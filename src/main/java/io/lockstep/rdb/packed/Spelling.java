package io.lockstep.rdb.packed;

/** The one decimal text of each 64-bit number: the packed forms keep it as that number. */
final class Spelling {
  /** As many as {@code -9223372036854775808} has. */
  static final int MAX_CHARACTERS = 20;

  private static final byte[] FIRST_TOO_LARGE = digitsOf("9223372036854775808");
  private static final byte[] FIRST_TOO_SMALL = digitsOf("9223372036854775809");

  private Spelling() {}

  private static byte[] digitsOf(String text) {
    byte[] digits = new byte[text.length()];
    for (int i = 0; i < digits.length; i++) {
      digits[i] = (byte) text.charAt(i);
    }
    return digits;
  }

  /** Whether the text is what {@link #write} would make of some number. */
  static boolean isNumber(byte[] text, int start, int length) {
    if (length == 0 || length > MAX_CHARACTERS) {
      return false;
    }
    boolean isNegative = text[start] == '-';
    int first = isNegative ? start + 1 : start;
    int end = start + length;
    return first < end
        && hasNoIdleZero(text, first, end, isNegative)
        && areDigits(text, first, end)
        && isInRange(text, first, end, isNegative ? FIRST_TOO_SMALL : FIRST_TOO_LARGE);
  }

  private static boolean hasNoIdleZero(byte[] text, int first, int end, boolean isNegative) {
    return text[first] != '0' || (!isNegative && end - first == 1);
  }

  private static boolean areDigits(byte[] text, int first, int end) {
    for (int at = first; at < end; at++) {
      if (text[at] < '0' || text[at] > '9') {
        return false;
      }
    }
    return true;
  }

  private static boolean isInRange(byte[] text, int first, int end, byte[] bound) {
    int digits = end - first;
    for (int i = 0; digits == bound.length && i < digits; i++) {
      if (text[first + i] != bound[i]) {
        return text[first + i] < bound[i];
      }
    }
    return digits < bound.length;
  }

  /** The value of a text that {@link #isNumber}. */
  static long value(byte[] text, int start, int length) {
    boolean isNegative = text[start] == '-';
    long negated = 0; // below zero there is room for one more
    for (int at = isNegative ? start + 1 : start; at < start + length; at++) {
      negated = negated * 10 - (text[at] - '0');
    }
    return isNegative ? negated : -negated;
  }

  /** Writes at the start of {@code into} and returns the number of characters. */
  static int write(long number, byte[] into) {
    long left = number < 0 ? number : -number;
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
