package io.lockstep.command.parameter.value;

import java.util.List;

/** Limits in groups of class, hard limit, soft limit and seconds; classes not named keep theirs. */
public record OutputLimitsType() implements ValueType<OutputLimits> {
  private static final int GROUP = 4;

  @Override
  public OutputLimits parse(List<String> words, OutputLimits current) throws InvalidValueException {
    if (words.size() % GROUP != 0) {
      throw new InvalidValueException("Wrong number of arguments in buffer limit configuration.");
    }
    var limits = current;
    for (int i = 0; i < words.size(); i += GROUP) {
      limits = replaced(limits, words.subList(i, i + GROUP));
    }
    return limits;
  }

  private static OutputLimits replaced(OutputLimits limits, List<String> group)
      throws InvalidValueException {
    if (limits.with(group.getFirst(), limits.normal()).isEmpty()) {
      throw new InvalidValueException(
          "Invalid client class specified in buffer limit configuration.");
    }
    return limits.with(group.getFirst(), limit(group)).orElseThrow();
  }

  private static OutputLimit limit(List<String> group) throws InvalidValueException {
    var hard = Numbers.memory(group.get(1));
    var soft = Numbers.memory(group.get(2));
    var seconds = Numbers.lenientDecimal(group.get(3));
    if (hard.isEmpty() || soft.isEmpty() || seconds.isEmpty() || (int) seconds.getAsLong() < 0) {
      throw new InvalidValueException(
          "Error in hard, soft or soft_seconds setting in buffer limit configuration.");
    }
    return new OutputLimit(
        Numbers.saturated(hard.get()), Numbers.saturated(soft.get()), (int) seconds.getAsLong());
  }

  @Override
  public String text(OutputLimits value) {
    return "normal " + value.normal() + " slave " + value.replica() + " pubsub " + value.pubsub();
  }

  @Override
  public List<String> directives(OutputLimits value) {
    return List.of(
        "normal " + value.normal().inUnits(),
        "replica " + value.replica().inUnits(),
        "pubsub " + value.pubsub().inUnits());
  }

  @Override
  public boolean takesSeveralWords() {
    return true;
  }
}
