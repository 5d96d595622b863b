package io.lockstep.command.parameter.value;

import java.util.List;

/** Three adjustments of the kernel's score; they are kept and answered, and change nothing. */
public record OomAdjustmentsType() implements ValueType<OomAdjustments> {
  private static final int LARGEST = 2000;

  @Override
  public OomAdjustments parse(List<String> words, OomAdjustments current)
      throws InvalidValueException {
    if (words.size() != 3) {
      throw new InvalidValueException("wrong number of arguments");
    }
    return new OomAdjustments(
        adjustment(words.get(0)), adjustment(words.get(1)), adjustment(words.get(2)));
  }

  private static int adjustment(String word) throws InvalidValueException {
    var number = Numbers.lenientDecimal(word);
    if (number.isEmpty() || Math.abs(number.getAsLong()) > LARGEST) {
      throw new InvalidValueException(
          "Invalid oom-score-adj-values, elements must be between -2000 and 2000.");
    }
    return (int) number.getAsLong();
  }

  @Override
  public String text(OomAdjustments value) {
    return value.toString();
  }

  @Override
  public boolean takesSeveralWords() {
    return true;
  }
}
