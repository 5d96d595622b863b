package io.lockstep.rdb;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.math.BigDecimal;

/**
 * Scores that are no whole numbers as the text that a packed sorted set has: the fewest digits that
 * read back as the same number, laid out as by Redis 7.2 ({@code fpconv_dtoa}).
 */
final class ScoreSpelling {
  private static final int MAX_ZEROS_BEHIND = 7;
  private static final int MAX_DIGITS_BEHIND_POINT = 6;
  private static final int MAX_MAGNITUDE_WITH_POINT = 3;

  private static final double LEAST_PLAIN = 1e-3;
  private static final double BOUND_OF_NEAR = 1e4;
  private static final double BOUND_OF_PLAIN = 1e7;

  private ScoreSpelling() {}

  static byte[] of(double score) {
    return text(score).getBytes(ISO_8859_1);
  }

  private static String text(double score) {
    if (Double.isInfinite(score)) {
      return score > 0 ? "inf" : "-inf";
    }
    String shortest = Double.toString(score);
    if (isPlain(shortest, Math.abs(score))) {
      return shortest;
    }
    String sign = score < 0 ? "-" : "";
    return sign + laidOut(new BigDecimal(Double.toString(Math.abs(score))).stripTrailingZeros());
  }

  /** Whether Java's layout is Redis' too: then there are digits on both sides of the point. */
  private static boolean isPlain(String shortest, double magnitude) {
    int behindPoint = shortest.length() - shortest.indexOf('.') - 1;
    return magnitude >= LEAST_PLAIN
        && magnitude < BOUND_OF_PLAIN
        && (magnitude < BOUND_OF_NEAR || behindPoint <= MAX_DIGITS_BEHIND_POINT);
  }

  private static String laidOut(BigDecimal number) {
    String digits = number.unscaledValue().toString();
    int behindPoint = number.scale();
    int magnitude = digits.length() - behindPoint - 1; // of the first digit
    if (behindPoint <= 0 && -behindPoint <= MAX_ZEROS_BEHIND) {
      return digits + "0".repeat(-behindPoint);
    }
    boolean isNear = Math.abs(magnitude) <= MAX_MAGNITUDE_WITH_POINT;
    return behindPoint > 0 && (behindPoint <= MAX_DIGITS_BEHIND_POINT || isNear)
        ? number.toPlainString()
        : withExponent(digits, magnitude);
  }

  private static String withExponent(String digits, int magnitude) {
    String fraction = digits.length() > 1 ? "." + digits.substring(1) : "";
    return digits.charAt(0) + fraction + (magnitude < 0 ? "e-" : "e+") + Math.abs(magnitude);
  }
}
