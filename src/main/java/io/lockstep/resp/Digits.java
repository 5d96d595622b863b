package io.lockstep.resp;

/** Decimal digits of whole numbers, written without a String. */
final class Digits {
  private Digits() {}

  /** The number of chars of the number's decimal text, sign included. */
  static int count(long number) {
    int count = number < 0 ? 2 : 1;
    for (long rest = number / 10; rest != 0; rest /= 10) {
      count++;
    }
    return count;
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

  /** Works on the negated number, since the smallest one has no positive counterpart. */
  private static void backwards(long number, byte[] target, int end) {
    long rest = number < 0 ? number : -number;
    int i = end;
    do {
      long next = rest / 10;
      target[--i] = (byte) ('0' + (next * 10 - rest));
      rest = next;
    } while (rest != 0);
  }
}
