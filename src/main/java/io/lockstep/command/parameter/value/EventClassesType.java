package io.lockstep.command.parameter.value;

import java.util.List;

/** A letter for each class of keyspace events. */
public record EventClassesType() implements ValueType<EventClasses> {

  @Override
  public EventClasses parse(List<String> words, EventClasses current) throws InvalidValueException {
    var classes = EventClasses.of(words.getFirst());
    if (classes.bits() < 0) {
      throw new InvalidValueException("Invalid event class character. Use 'Ag$lshzxeKEtmdn'.");
    }
    return classes;
  }

  @Override
  public String text(EventClasses value) {
    return value.toString();
  }

  @Override
  public List<String> directives(EventClasses value) {
    return List.of(Words.quoted(value.toString()));
  }
}
