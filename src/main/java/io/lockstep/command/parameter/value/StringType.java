package io.lockstep.command.parameter.value;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Any text that passes a check.
 *
 * @param isUnsetWhenEmpty whether the empty text means that there is no value
 * @param complaint what is wrong with a text, if anything
 */
public record StringType(boolean isUnsetWhenEmpty, Function<String, Optional<String>> complaint)
    implements ValueType<String> {

  /** Any text; the empty one is a value as well. */
  public static StringType any() {
    return new StringType(false, text -> Optional.empty());
  }

  /** Any text; the empty one means that there is no value. */
  public static StringType optional() {
    return new StringType(true, text -> Optional.empty());
  }

  /** The same, refusing the texts that {@code complaint} complains about. */
  public StringType checkedBy(Function<String, Optional<String>> complaint) {
    return new StringType(isUnsetWhenEmpty, complaint);
  }

  @Override
  public String parse(List<String> words, String current) throws InvalidValueException {
    var text = words.getFirst();
    var reason = complaint.apply(text);
    if (reason.isPresent()) {
      throw new InvalidValueException(reason.get());
    }
    return text;
  }

  @Override
  public String text(String value) {
    return value;
  }

  @Override
  public List<String> directives(String value) {
    return isUnsetWhenEmpty && value.isEmpty() ? List.of() : List.of(Words.quoted(value));
  }
}
