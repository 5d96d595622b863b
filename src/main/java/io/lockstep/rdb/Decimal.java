package io.lockstep.rdb;

/** Numbers of 32 bits as the text that a string value holds, and back. */
final class Decimal {
  /** What {@link #parse} says of a text that is not the usual form of such a number. */
  static final long NONE = Long.MIN_VALUE;

  /** As many as {@code -2147483648} has. */
  static final int MAX_CHARACTERS = 11;

  private Decimal() {}

  /** Writes at the start of {@code into} and returns the number of characters. */
  static int write(int number, byte[] into) {
    long left = Math.abs((long) number);
    int sign = number < 0 ? 1 : 0;
    int end = sign + digits(left);
    if (number < 0) {
      into[0] = '-';
    }
    for (int at = end - 1; at >= sign; at--) {
      into[at] = (byte) ('0' + left % 10);
      left /= 10;
    }
    return end;
  }

  private static int digits(long number) {
    int count = 1;
    for (long bound = 10; number >= bound; bound *= 10) {
      count++;
    }
    return count;
  }

  /** The number whose text this is, to the byte, or {@link #NONE}. */
  static long parse(byte[] text, int start, int length) {
    if (length == 0 || length > MAX_CHARACTERS) {
      return NONE;
    }
    boolean isNegative = text[start] == '-';
    int first = isNegative ? start + 1 : start;
    int end = start + length;
    if (first == end || hasIdleZero(text, first, end, isNegative)) {
      return NONE;
    }
    long magnitude = magnitude(text, first, end);
    long number = isNegative ? -magnitude : magnitude;
    return magnitude >= 0 && number == (int) number ? number : NONE;
  }

  private static boolean hasIdleZero(byte[] text, int first, int end, boolean isNegative) {
    return text[first] == '0' && (isNegative || end - first > 1);
  }

  private static long magnitude(byte[] text, int first, int end) {
    long number = 0;
    for (int at = first; at < end; at++) {
      int digit = text[at] - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      number = number * 10 + digit;
    }
    return number;
  }
}
