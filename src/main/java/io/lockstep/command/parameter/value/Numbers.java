package io.lockstep.command.parameter.value;

import java.math.BigInteger;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/** The number forms of redis.conf: strict decimals, C's lenient ones, octals and memory sizes. */
final class Numbers {
  private static final Pattern STRICT = Pattern.compile("0|-?[1-9][0-9]{0,18}");
  private static final Pattern LENIENT = Pattern.compile("[ \\t\\n\\x0B\\f\\r]*([+-]?[0-9]+)");
  private static final Pattern OCTAL = Pattern.compile("[ \\t\\n\\x0B\\f\\r]*([+-]?[0-7]{1,20})");
  private static final Pattern MEMORY = Pattern.compile("([0-9]{0,127})([a-z]*)");
  private static final BigInteger LARGEST = BigInteger.valueOf(Long.MAX_VALUE);

  private Numbers() {}

  /** A decimal without leading zeros, plus sign or blanks. */
  static OptionalLong decimal(String word) {
    if (!STRICT.matcher(word).matches()) {
      return OptionalLong.empty();
    }
    var value = new BigInteger(word);
    return value.bitLength() < Long.SIZE
        ? OptionalLong.of(value.longValue())
        : OptionalLong.empty();
  }

  /**
   * A decimal as C's {@code strtoll} reads it: leading blanks and zeros are fine, excess saturates.
   */
  static OptionalLong lenientDecimal(String word) {
    if (word.isEmpty()) {
      return OptionalLong.of(0);
    }
    var matcher = LENIENT.matcher(word);
    return matcher.matches()
        ? OptionalLong.of(saturated(new BigInteger(matcher.group(1))))
        : OptionalLong.empty();
  }

  /** An octal number as C's {@code strtoll} reads it. */
  static OptionalLong octal(String word) {
    if (word.isEmpty()) {
      return OptionalLong.of(0);
    }
    var matcher = OCTAL.matcher(word);
    return matcher.matches()
        ? OptionalLong.of(Long.parseLong(matcher.group(1), 8))
        : OptionalLong.empty();
  }

  /** Bytes from a number with an optional unit, of any size. */
  static Optional<BigInteger> memory(String word) {
    var matcher = MEMORY.matcher(word.toLowerCase(Locale.ROOT));
    if (!matcher.matches()) {
      return Optional.empty();
    }
    long unit = unit(matcher.group(2));
    return unit == 0 ? Optional.empty() : Optional.of(bytes(matcher.group(1), unit));
  }

  private static BigInteger bytes(String digits, long unit) {
    var count = digits.isEmpty() ? BigInteger.ZERO : new BigInteger(digits);
    return count.multiply(BigInteger.valueOf(unit));
  }

  private static long unit(String name) {
    return switch (name) {
      case "", "b" -> 1;
      case "k" -> 1000;
      case "kb" -> 1L << 10;
      case "m" -> 1000_000;
      case "mb" -> 1L << 20;
      case "g" -> 1000_000_000;
      case "gb" -> 1L << 30;
      default -> 0;
    };
  }

  /** The nearest value that a long holds. */
  static long saturated(BigInteger value) {
    return value.signum() < 0
        ? value.max(LARGEST.negate()).longValue()
        : value.min(LARGEST).longValue();
  }

  /** Bytes in the largest unit that holds them exactly. */
  static String memoryText(long bytes) {
    if (bytes == 0) {
      return "0";
    }
    for (var unit : new String[] {"gb", "mb", "kb"}) {
      if (bytes % unit(unit) == 0) {
        return bytes / unit(unit) + unit;
      }
    }
    return Long.toString(bytes);
  }
}
