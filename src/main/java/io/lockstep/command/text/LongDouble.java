package io.lockstep.command.text;

import java.math.BigInteger;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A number of C's {@code long double} on x86: 64 bits of mantissa and 15 of exponent. INCRBYFLOAT
 * shows its rounding, so replies only agree with Redis when sums are rounded like this.
 */
public final class LongDouble {

  public static final LongDouble ZERO = new LongDouble(BigInteger.ZERO, 0, true);
  private static final LongDouble INFINITE = new LongDouble(BigInteger.ZERO, 0, false);

  private static final int PRECISION_BITS = 64;
  private static final int MIN_EXPONENT = -16445; // of the last bit of the smallest number
  private static final int MAX_MAGNITUDE = 16384; // bits before the point of the largest number
  private static final int GUARD_BITS = 2; // so that a remainder lies behind all that is kept
  private static final int MAX_TEXT = 5 * 1024;
  private static final int MAX_POWER = 100_000; // beyond it, any text is too large or too small
  private static final int FRACTION_DIGITS = 17;
  private static final BigInteger FRACTION = BigInteger.TEN.pow(FRACTION_DIGITS);

  private static final Pattern DECIMAL =
      Pattern.compile("([+-]?)(\\d*)(?:\\.(\\d*))?(?:e([+-]?\\d+))?");
  private static final Pattern HEXADECIMAL =
      Pattern.compile("([+-]?)0x([0-9a-f]*)(?:\\.([0-9a-f]*))?(?:p([+-]?\\d+))?");
  private static final Pattern INFINITY = Pattern.compile("[+-]?inf(?:inity)?");

  private final BigInteger mantissa; // signed; the value is mantissa * 2^exponent
  private final int exponent;
  private final boolean isFinite;

  private LongDouble(BigInteger mantissa, int exponent, boolean isFinite) {
    this.mantissa = mantissa;
    this.exponent = exponent;
    this.isFinite = isFinite;
  }

  // ---- from text

  /** The number that C's {@code strtold} reads from the whole text, or null if Redis refuses it. */
  public static @Nullable LongDouble parse(String text) {
    if (text.length() >= MAX_TEXT) {
      return null;
    }
    String lower = text.toLowerCase(Locale.ROOT);
    if (INFINITY.matcher(lower).matches()) {
      return INFINITE;
    }
    Matcher decimal = DECIMAL.matcher(lower);
    if (decimal.matches()) {
      return parse(decimal, 10);
    }
    Matcher hexadecimal = HEXADECIMAL.matcher(lower);
    return hexadecimal.matches() ? parse(hexadecimal, 16) : null;
  }

  private static @Nullable LongDouble parse(Matcher text, int radix) {
    String fraction = orEmpty(text.group(3));
    String digits = text.group(2) + fraction;
    if (digits.isEmpty()) {
      return null;
    }
    BigInteger number = new BigInteger(digits, radix);
    int power = power(orEmpty(text.group(4)));
    LongDouble value =
        radix == 10
            ? ofDecimal(number, power - fraction.length())
            : rounded(number, power - 4 * fraction.length(), false);
    boolean isLost = value.mantissa.signum() == 0 && number.signum() != 0; // also if infinite
    return isLost ? null : text.group(1).equals("-") ? value.negated() : value;
  }

  private static String orEmpty(@Nullable String group) {
    return group == null ? "" : group;
  }

  private static int power(String digits) {
    return digits.isEmpty()
        ? 0
        : new BigInteger(digits)
            .max(BigInteger.valueOf(-MAX_POWER))
            .min(BigInteger.valueOf(MAX_POWER))
            .intValue();
  }

  private static LongDouble ofDecimal(BigInteger number, int power) {
    if (number.signum() == 0) {
      return ZERO;
    }
    if (power >= 0) {
      return rounded(number.multiply(BigInteger.TEN.pow(power)), 0, false);
    }
    BigInteger divisor = BigInteger.TEN.pow(-power);
    int missing = PRECISION_BITS + GUARD_BITS - (number.bitLength() - divisor.bitLength());
    int shift = Math.max(0, missing);
    BigInteger[] quotient = number.shiftLeft(shift).divideAndRemainder(divisor);
    return rounded(quotient[0], -shift, quotient[1].signum() != 0);
  }

  // ---- arithmetic

  /** The sum; of infinities it is not told apart which one, or that it is no number. */
  public LongDouble plus(LongDouble other) {
    if (!isFinite || !other.isFinite) {
      return INFINITE;
    }
    int common = Math.min(exponent, other.exponent);
    BigInteger sum = shiftedTo(common).add(other.shiftedTo(common));
    LongDouble size = rounded(sum.abs(), common, false);
    return sum.signum() < 0 ? size.negated() : size;
  }

  /** The product with a positive number. */
  public LongDouble times(long factor) {
    if (!isFinite) {
      return this;
    }
    LongDouble size = rounded(mantissa.abs().multiply(BigInteger.valueOf(factor)), exponent, false);
    return mantissa.signum() < 0 ? size.negated() : size;
  }

  /** The smallest whole number that is not below this one, which must be finite. */
  public BigInteger ceiling() {
    return exponent >= 0
        ? mantissa.shiftLeft(exponent)
        : mantissa.negate().shiftRight(-exponent).negate(); // a shift rounds down
  }

  private BigInteger shiftedTo(int lowerExponent) {
    return mantissa.shiftLeft(exponent - lowerExponent);
  }

  private LongDouble negated() {
    return new LongDouble(mantissa.negate(), exponent, isFinite);
  }

  public boolean isFinite() {
    return isFinite;
  }

  /** The nearest number, of two the even one; {@code more} says that some lies behind the bits. */
  private static LongDouble rounded(BigInteger size, int exponent, boolean more) {
    int excess = Math.max(size.bitLength() - PRECISION_BITS, MIN_EXPONENT - exponent);
    BigInteger kept = excess <= 0 ? size : roundedShift(size, excess, more);
    int keptExponent = exponent + Math.max(0, excess);
    return kept.bitLength() + keptExponent > MAX_MAGNITUDE
        ? INFINITE
        : new LongDouble(kept, keptExponent, true);
  }

  private static BigInteger roundedShift(BigInteger size, int bits, boolean more) {
    BigInteger kept = size.shiftRight(bits);
    if (!size.testBit(bits - 1)) {
      return kept;
    }
    boolean aboveHalf = more || size.getLowestSetBit() < bits - 1;
    return aboveHalf || kept.testBit(0) ? kept.add(BigInteger.ONE) : kept;
  }

  // ---- to text

  /**
   * All digits before the point and up to 17 behind it, without an exponent or zeros at the end.
   */
  @Override
  public String toString() {
    BigInteger scaled = mantissa.abs().multiply(FRACTION);
    BigInteger rounded =
        exponent >= 0 ? scaled.shiftLeft(exponent) : roundedShift(scaled, -exponent, false);
    if (rounded.signum() == 0) {
      return "0";
    }
    BigInteger[] parts = rounded.divideAndRemainder(FRACTION);
    String fraction = parts[1].add(FRACTION).toString().substring(1);
    String sign = mantissa.signum() < 0 ? "-" : "";
    return sign + parts[0] + trimmed(fraction);
  }

  private static String trimmed(String fraction) {
    int end = fraction.length();
    while (end > 0 && fraction.charAt(end - 1) == '0') {
      end--;
    }
    return end == 0 ? "" : "." + fraction.substring(0, end);
  }
}
