package io.lockstep.rdb;

/**
 * Decimal texts of few digits and no exponent, such as most scores are. Digits and power of ten are
 * both exact as doubles, so their quotient is the double nearest to the text (Clinger, "How to Read
 * Floating Point Numbers Accurately").
 */
final class ShortDecimal {
  /** What {@link #parse} says of any other text. */
  static final double NONE = Double.NaN;

  private static final int MAX_DIGITS = 15;
  private static final double[] POWERS = new double[MAX_DIGITS + 1];

  static {
    long power = 1;
    for (int i = 0; i <= MAX_DIGITS; i++) {
      POWERS[i] = power;
      power *= 10;
    }
  }

  private ShortDecimal() {}

  static double parse(byte[] text, int start, int length) {
    boolean isNegative = length > 0 && text[start] == '-';
    int from = isNegative ? start + 1 : start;
    int end = start + length;
    if (end - from > MAX_DIGITS + 1) {
      return NONE;
    }
    long digits = 0;
    int count = 0;
    int point = -1;
    for (int at = from; at < end; at++) {
      int digit = text[at] - '0';
      if (digit >= 0 && digit <= 9) {
        digits = digits * 10 + digit;
        count++;
      } else if (text[at] == '.' && point < 0) {
        point = at;
      } else {
        return NONE;
      }
    }
    return count == 0 || count > MAX_DIGITS ? NONE : value(isNegative, digits, end, point);
  }

  private static double value(boolean isNegative, long digits, int end, int point) {
    double magnitude = point < 0 ? digits : digits / POWERS[end - point - 1];
    return isNegative ? -magnitude : magnitude;
  }
}
