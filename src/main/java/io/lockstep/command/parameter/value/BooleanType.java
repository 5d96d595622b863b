package io.lockstep.command.parameter.value;

import java.util.List;
import java.util.Optional;

/**
 * A yes or a no.
 *
 * @param refusalOfYes why this build cannot say yes, if so
 */
public record BooleanType(Optional<String> refusalOfYes) implements ValueType<Boolean> {

  /** A yes or a no, both of them possible. */
  public BooleanType() {
    this(Optional.empty());
  }

  @Override
  public Boolean parse(List<String> words, Boolean current) throws InvalidValueException {
    var word = words.getFirst();
    if (word.equalsIgnoreCase("no")) {
      return false;
    }
    if (!word.equalsIgnoreCase("yes")) {
      throw new InvalidValueException("argument must be 'yes' or 'no'");
    }
    if (refusalOfYes.isPresent()) {
      throw new InvalidValueException(refusalOfYes.get());
    }
    return true;
  }

  @Override
  public String text(Boolean value) {
    return value ? "yes" : "no";
  }
}
