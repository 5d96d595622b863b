package io.lockstep.command.text;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Floating-point numbers as requests spell them: what C's {@code strtod} makes of them. {@link
 * io.lockstep.resp.Decimal} is how they are answered.
 */
public final class Doubles {

  private static final int MAX_EXACT_DIGITS = 15; // so many make a whole number below 2^53
  private static final double[] POWERS = powers(); // of ten, all exact
  private static final Pattern DECIMAL =
      Pattern.compile("[+-]?(?:\\d++\\.?+\\d*+|\\.\\d++)(?:e[+-]?\\d++)?+");
  private static final Pattern HEXADECIMAL =
      Pattern.compile("[+-]?0x(?:[0-9a-f]++\\.?+[0-9a-f]*+|\\.[0-9a-f]++)(p[+-]?\\d++)?+");
  private static final Pattern INFINITY = Pattern.compile("[+-]?inf(?:inity)?");
  private static final Pattern SPACE = Pattern.compile("^[ \\t\\n\\x0b\\f\\r]+");

  private Doubles() {}

  private static double[] powers() {
    double[] powers = new double[MAX_EXACT_DIGITS + 1];
    powers[0] = 1;
    for (int i = 1; i < powers.length; i++) {
      powers[i] = powers[i - 1] * 10;
    }
    return powers;
  }

  /**
   * The number that a whole text spells; NaN if it spells none, or one that is too large, or too
   * small to be told from zero (Redis, {@code string2d}).
   */
  public static double parse(byte[] bytes, int start, int length) {
    double simple = parseSimple(bytes, start, length);
    return Double.isNaN(simple)
        ? parseExactly(new String(bytes, start, length, ISO_8859_1).toLowerCase(Locale.ROOT))
        : simple;
  }

  /** A number of a few digits, with or without a point; NaN for anything else. */
  private static double parseSimple(byte[] bytes, int start, int length) {
    int at = start;
    int end = start + length;
    boolean isNegative = length > 0 && bytes[at] == '-';
    at += isNegative ? 1 : 0;
    if (at == end || end - at > MAX_EXACT_DIGITS + 1) {
      return Double.NaN;
    }
    long digits = 0;
    int count = 0;
    int point = end;
    for (; at < end; at++) {
      int digit = bytes[at] - '0';
      if (digit >= 0 && digit <= 9) {
        digits = digits * 10 + digit;
        count++;
      } else if (bytes[at] == '.' && point == end) {
        point = at + 1;
      } else {
        return Double.NaN;
      }
    }
    if (count == 0 || count > MAX_EXACT_DIGITS) {
      return Double.NaN;
    }
    double value = digits / POWERS[end - point]; // both are exact, so this rounds once
    return isNegative ? -value : value;
  }

  private static double parseExactly(String text) {
    if (INFINITY.matcher(text).matches()) {
      return text.startsWith("-") ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    }
    double value = parseFinite(text);
    boolean isLost = Double.isInfinite(value) || (value == 0 && hasDigits(text));
    return isLost ? Double.NaN : value;
  }

  /** The number, infinite if it is too large. */
  private static double parseFinite(String text) {
    if (DECIMAL.matcher(text).matches()) {
      return Double.parseDouble(text);
    }
    var hexadecimal = HEXADECIMAL.matcher(text);
    if (!hexadecimal.matches()) {
      return Double.NaN;
    }
    return Double.parseDouble(hexadecimal.group(1) == null ? text + "p0" : text);
  }

  /** Whether it has a digit other than zero before its exponent. */
  private static boolean hasDigits(String text) {
    boolean isHexadecimal = text.indexOf('x') >= 0;
    int mark = text.indexOf(isHexadecimal ? 'p' : 'e');
    String digits = mark < 0 ? text : text.substring(0, mark);
    return digits.chars().anyMatch(c -> Character.digit(c, isHexadecimal ? 16 : 10) > 0);
  }

  /**
   * A bound of a range, which is read with less care: space may come before it, an end after a zero
   * byte, nothing is zero, and what is too large is infinite (Redis, {@code zslParseRange}). NaN if
   * it spells no number.
   */
  public static double parseBound(byte[] bytes, int start, int length) {
    double simple = parseSimple(bytes, start, length);
    return Double.isNaN(simple) ? looselyParsed(bytes, start, length) : simple;
  }

  private static double looselyParsed(byte[] bytes, int start, int length) {
    String whole = new String(bytes, start, length, ISO_8859_1).toLowerCase(Locale.ROOT);
    int nul = whole.indexOf('\0');
    String text = nul < 0 ? whole : whole.substring(0, nul);
    if (text.isEmpty()) {
      return 0;
    }
    String number = SPACE.matcher(text).replaceFirst("");
    if (INFINITY.matcher(number).matches()) {
      return parseExactly(number);
    }
    return parseFinite(number);
  }
}
