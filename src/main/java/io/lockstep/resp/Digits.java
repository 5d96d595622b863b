package io.lockstep.resp;

/** Decimal digits of whole numbers, written without a String. */
final class Digits {
  private static final int MAX_DIGITS = 19;

  private Digits() {}

  /** The number of chars of the number's decimal text, sign included. */
  static int count(long number) {
    long rest = negated(number);
    int digits = 1;
    for (long bound = -10; rest <= bound && digits < MAX_DIGITS; bound *= 10) {
      digits++;
    }
    return number < 0 ? digits + 1 : digits;
  }

  /** The smallest number has no positive counterpart, so all are looked at as negative ones. */
  private static long negated(long number) {
    return number < 0 ? number : -number;
  }

  /** Writes the number's decimal text and returns its length; there must be room for 20 bytes. */
  static int write(long number, byte[] target, int at) {
    if (number >= 0 && number < 10) {
      target[at] = (byte) ('0' + number);
      return 1;
    }
    int count = count(number);
    backwards(number, target, at + count);
    if (number < 0) {
      target[at] = '-';
    }
    return count;
  }

  private static void backwards(long number, byte[] target, int end) {
    long rest = negated(number);
    int i = end;
    while (rest <= -10) {
      long next = rest / 100;
      int pair = (int) (next * 100 - rest);
      target[--i] = (byte) ('0' + pair % 10);
      target[--i] = (byte) ('0' + pair / 10);
      rest = next;
    }
    if (rest < 0) {
      target[--i] = (byte) ('0' - rest);
    }
  }
}
