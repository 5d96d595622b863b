package io.lockstep.command.parameter.value;

import java.util.List;
import java.util.Optional;

/** A host and a port, or {@code no one}. */
public record MasterAddressType() implements ValueType<Optional<MasterAddress>> {

  @Override
  public Optional<MasterAddress> parse(List<String> words, Optional<MasterAddress> current)
      throws InvalidValueException {
    if (words.size() != 2) {
      throw new InvalidValueException("wrong number of arguments");
    }
    if (words.get(0).equalsIgnoreCase("no") && words.get(1).equalsIgnoreCase("one")) {
      return Optional.empty();
    }
    return Optional.of(new MasterAddress(words.get(0), port(words.get(1))));
  }

  private static int port(String word) throws InvalidValueException {
    var port = Numbers.lenientDecimal(word);
    if (port.isEmpty() || port.getAsLong() < 0 || port.getAsLong() > 65535) {
      throw new InvalidValueException("Invalid master port");
    }
    return (int) port.getAsLong();
  }

  @Override
  public String text(Optional<MasterAddress> value) {
    return value.map(MasterAddress::toString).orElse("");
  }

  @Override
  public List<String> directives(Optional<MasterAddress> value) {
    return value.map(MasterAddress::toString).stream().toList();
  }

  @Override
  public boolean takesSeveralWords() {
    return true;
  }
}
