package io.lockstep.command.parameter.value;

import java.math.BigInteger;
import java.util.List;

/**
 * A size in bytes, or, where that is allowed, a percentage of {@code maxmemory}, which is held as a
 * negative number.
 *
 * @param min the smallest size that is accepted
 * @param max the largest size that is accepted
 * @param floor accepted sizes below it count as it
 * @param isPercentAllowed whether a percentage may stand in for a size
 * @param isSaturating whether a size beyond {@code max} counts as {@code max}
 */
public record MemoryType(
    long min, long max, long floor, boolean isPercentAllowed, boolean isSaturating)
    implements ValueType<Long> {

  /** A size in {@code min..max}. */
  public static MemoryType between(long min, long max) {
    return new MemoryType(min, max, min, false, false);
  }

  /** Any size at all; one that no {@code long} holds counts as the largest. */
  public static MemoryType unlimited() {
    return new MemoryType(0, Long.MAX_VALUE, 0, false, true);
  }

  /** Any size, with small ones silently raised to {@code floor}. */
  public static MemoryType raisedTo(long floor) {
    return new MemoryType(1, Long.MAX_VALUE, floor, false, false);
  }

  /** Any size, or a percentage. */
  public static MemoryType sizeOrPercent() {
    return new MemoryType(0, Long.MAX_VALUE, 0, true, false);
  }

  @Override
  public Long parse(List<String> words, Long current) throws InvalidValueException {
    var word = words.getFirst();
    return isPercentAllowed && word.endsWith("%") ? -percent(word) : bytes(word);
  }

  private long percent(String word) throws InvalidValueException {
    var percent = Numbers.decimal(word.substring(0, word.length() - 1));
    if (percent.isEmpty() || percent.getAsLong() < 0) {
      throw notMemory();
    }
    if (percent.getAsLong() > 100) {
      throw tooManyPercent();
    }
    return percent.getAsLong();
  }

  private long bytes(String word) throws InvalidValueException {
    var bytes = Numbers.memory(word);
    if (bytes.isEmpty()) {
      throw notMemory();
    }
    boolean isTooMuch = !isSaturating && bytes.get().compareTo(BigInteger.valueOf(max)) > 0;
    long value = Numbers.saturated(bytes.get());
    if (isTooMuch || value < min) {
      throw isPercentAllowed ? tooManyPercent() : outOfBounds();
    }
    return Math.max(floor, value);
  }

  /** Redis says so of sizes that are too large as well. */
  private static InvalidValueException tooManyPercent() {
    return new InvalidValueException("percentage argument must be less or equal to 100");
  }

  private InvalidValueException outOfBounds() {
    return new InvalidValueException(
        "argument must be between " + min + " and " + max + " inclusive");
  }

  private InvalidValueException notMemory() {
    return new InvalidValueException(
        isPercentAllowed
            ? "argument must be a memory or percent value"
            : "argument must be a memory value");
  }

  @Override
  public String text(Long value) {
    return value < 0 ? -value + "%" : Long.toString(value);
  }

  @Override
  public List<String> directives(Long value) {
    return List.of(value < 0 ? text(value) : Numbers.memoryText(value));
  }
}
