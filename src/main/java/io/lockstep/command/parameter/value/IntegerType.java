package io.lockstep.command.parameter.value;

import java.util.List;

/**
 * A whole number with bounds.
 *
 * @param radix 10, or 8 for file modes
 * @param min the smallest number that is accepted
 * @param max the largest number that is accepted
 * @param floor accepted numbers below it count as it
 * @param ceiling accepted numbers above it count as it
 */
public record IntegerType(int radix, long min, long max, long floor, long ceiling)
    implements ValueType<Long> {

  /** A decimal number in {@code min..max}. */
  public static IntegerType between(long min, long max) {
    return new IntegerType(10, min, max, min, max);
  }

  /** An octal number in {@code min..max}. */
  public static IntegerType octal(long min, long max) {
    return new IntegerType(8, min, max, min, max);
  }

  /** The same, with numbers outside {@code floor..ceiling} silently pulled to the nearest one. */
  public IntegerType pulledInto(long floor, long ceiling) {
    return new IntegerType(radix, min, max, floor, ceiling);
  }

  @Override
  public Long parse(List<String> words, Long current) throws InvalidValueException {
    long value = number(words.getFirst());
    if (value < min || value > max) {
      throw new InvalidValueException(
          "argument must be between " + text(min) + " and " + text(max) + " inclusive");
    }
    return Math.clamp(value, floor, ceiling);
  }

  private long number(String word) throws InvalidValueException {
    var number = radix == 8 ? Numbers.octal(word) : Numbers.decimal(word);
    if (number.isEmpty()) {
      throw new InvalidValueException(
          radix == 8
              ? "argument couldn't be parsed as an octal number"
              : "argument couldn't be parsed into an integer");
    }
    return number.getAsLong();
  }

  @Override
  public String text(Long value) {
    return Long.toString(value, radix);
  }
}
