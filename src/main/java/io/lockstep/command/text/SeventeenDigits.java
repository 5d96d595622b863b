package io.lockstep.command.text;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Floating-point numbers as C prints them with {@code %.17g}. */
public final class SeventeenDigits {

  private static final int DIGITS = 17;
  private static final int LOWEST_PLAIN = -4; // power of ten of the first digit
  private static final MathContext PRECISION = new MathContext(DIGITS, RoundingMode.HALF_EVEN);

  private SeventeenDigits() {}

  public static String text(double value) {
    if (Double.isNaN(value)) {
      return "nan";
    }
    String sign = Double.doubleToRawLongBits(value) < 0 ? "-" : "";
    if (Double.isInfinite(value)) {
      return sign + "inf";
    }
    return value == 0 ? sign + "0" : sign + magnitude(Math.abs(value));
  }

  private static String magnitude(double value) {
    BigDecimal rounded = new BigDecimal(value).round(PRECISION).stripTrailingZeros();
    int power = rounded.precision() - rounded.scale() - 1;
    return power < LOWEST_PLAIN || power >= DIGITS
        ? withExponent(rounded.unscaledValue().toString(), power)
        : rounded.toPlainString();
  }

  private static String withExponent(String digits, int power) {
    String fraction = digits.length() == 1 ? "" : "." + digits.substring(1);
    String exponent = Math.abs(power) < 10 ? "0" + Math.abs(power) : "" + Math.abs(power);
    return digits.charAt(0) + fraction + (power < 0 ? "e-" : "e+") + exponent;
  }
}
