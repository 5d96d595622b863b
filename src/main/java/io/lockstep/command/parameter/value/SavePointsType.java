package io.lockstep.command.parameter.value;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The moments at which an RDB is saved; repeated directives of one start-up add up, an empty one
 * starts anew.
 */
public record SavePointsType() implements ValueType<List<SavePoint>> {

  @Override
  public List<SavePoint> parse(List<String> words, List<SavePoint> current)
      throws InvalidValueException {
    if (words.isEmpty() || words.equals(List.of(""))) {
      return List.of();
    }
    if (words.size() % 2 != 0) {
      throw invalid();
    }
    var points = new ArrayList<SavePoint>();
    for (int i = 0; i < words.size(); i += 2) {
      points.add(new SavePoint(atLeast(1, words.get(i)), (int) atLeast(0, words.get(i + 1))));
    }
    return List.copyOf(points);
  }

  private static long atLeast(long least, String word) throws InvalidValueException {
    var number = Numbers.lenientDecimal(word);
    if (number.isEmpty() || number.getAsLong() < least) {
      throw invalid();
    }
    return number.getAsLong();
  }

  private static InvalidValueException invalid() {
    return new InvalidValueException("Invalid save parameters");
  }

  @Override
  public List<SavePoint> parseRepeated(List<String> words, List<SavePoint> current)
      throws InvalidValueException {
    List<SavePoint> added = parse(words, current);
    return added.isEmpty() ? added : Stream.concat(current.stream(), added.stream()).toList();
  }

  @Override
  public String text(List<SavePoint> value) {
    return value.stream().map(SavePoint::toString).collect(Collectors.joining(" "));
  }

  @Override
  public List<String> directives(List<SavePoint> value) {
    return value.isEmpty() ? List.of("\"\"") : value.stream().map(SavePoint::toString).toList();
  }

  @Override
  public boolean takesSeveralWords() {
    return true;
  }

  @Override
  public boolean isAlwaysWritten() {
    return true;
  }
}
