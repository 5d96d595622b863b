package io.lockstep.resp;

/**
 * Floating-point numbers as Redis 7.2 writes them ({@code d2string}, and the layout of {@code
 * fpconv_dtoa}).
 *
 * <p>The digits are the fewest that read back as the same number. Whole numbers up to 2^52 have no
 * exponent ({@code 3}, {@code 1000000000000000}). Of other numbers, digits d1…dn times 10^k:
 *
 * <ul>
 *   <li>k >= 0 and n + k - 1 < n + 7: digits and k zeros, {@code 12345678901234567000};
 *   <li>k < 0 and (k > -7 or |n + k - 1| < 4): with a point, {@code 3.5}, {@code 0.000001};
 *   <li>else with an exponent that has a sign and no leading zeros: {@code 1e+20}, {@code 1.5e-7}.
 * </ul>
 *
 * <p>Special ones are {@code inf}, {@code -inf}, {@code nan} and {@code -0}. Redis 7.0 differs: it
 * writes {@code %.17g}. Redis' digit generator misses the fewest digits in about one of a thousand
 * cases; this one does not.
 */
public final class Decimal {
  static final long MAX_WHOLE = 1L << 52;

  private Decimal() {}

  public static String text(double value) {
    if (Double.isNaN(value)) {
      return "nan";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "inf" : "-inf";
    }
    if (value == Math.rint(value) && Math.abs(value) <= MAX_WHOLE) {
      return value == 0 && 1 / value < 0 ? "-0" : Long.toString((long) value);
    }
    return (value < 0 ? "-" : "") + shortest(Math.abs(value));
  }

  /**
   * Takes digits and exponent from the JDK's shortest form, {@code d.dddE±x} or {@code ddd.ddd}.
   */
  private static String shortest(double value) {
    String text = Double.toString(value);
    int mark = text.indexOf('E');
    int exponent = mark < 0 ? 0 : Integer.parseInt(text, mark + 1, text.length(), 10);
    String number = mark < 0 ? text : text.substring(0, mark);
    int point = number.indexOf('.');
    String digits = number.substring(0, point) + number.substring(point + 1);
    if (value == Double.MIN_VALUE) {
      digits = "50"; // the JDK gives two digits at least, here 49
    }
    return normalized(digits, exponent - (digits.length() - point));
  }

  /** Lays out digits times 10^k, without the zeros at either end of the digits. */
  private static String normalized(String digits, int k) {
    int from = 0;
    while (digits.charAt(from) == '0') {
      from++;
    }
    int to = digits.length();
    while (digits.charAt(to - 1) == '0') {
      to--;
    }
    return laidOut(digits.substring(from, to), k + digits.length() - to);
  }

  private static String laidOut(String digits, int k) {
    int magnitude = digits.length() + k - 1; // of the first digit
    if (k >= 0 && magnitude < digits.length() + 7) {
      return digits + "0".repeat(k);
    }
    if (k < 0 && (k > -7 || Math.abs(magnitude) < 4)) {
      return withPoint(digits, digits.length() + k);
    }
    return withExponent(digits, magnitude);
  }

  private static String withPoint(String digits, int point) {
    return point <= 0
        ? "0." + "0".repeat(-point) + digits
        : digits.substring(0, point) + "." + digits.substring(point);
  }

  private static String withExponent(String digits, int magnitude) {
    String fraction = digits.length() > 1 ? "." + digits.substring(1) : "";
    return digits.charAt(0) + fraction + (magnitude < 0 ? "e-" : "e+") + Math.abs(magnitude);
  }
}
