package io.lockstep.command.parameter.value;

import java.util.List;

/** Addresses to listen on; one with a leading {@code -} may be missing on this machine. */
public record AddressesType() implements ValueType<List<String>> {
  private static final int MOST = 16;

  @Override
  public List<String> parse(List<String> words, List<String> current) throws InvalidValueException {
    if (words.size() > MOST) {
      throw new InvalidValueException("Too many bind addresses specified.");
    }
    return words.isEmpty() || words.equals(List.of("")) ? List.of() : List.copyOf(words);
  }

  @Override
  public String text(List<String> value) {
    return String.join(" ", value);
  }

  @Override
  public List<String> directives(List<String> value) {
    return List.of(value.isEmpty() ? "\"\"" : text(value));
  }

  @Override
  public boolean takesSeveralWords() {
    return true;
  }
}
