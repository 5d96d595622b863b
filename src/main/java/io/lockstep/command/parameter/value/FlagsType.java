package io.lockstep.command.parameter.value;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Any number of names together; the first name listed stands for none of them.
 *
 * @param names every name, in the order of Redis' error text
 */
public record FlagsType(List<String> names) implements ValueType<Set<String>> {

  /** The actions that a signal may ask of a shutdown. */
  public static FlagsType shutdown() {
    return new FlagsType(List.of("default", "save", "nosave", "now", "force"));
  }

  @Override
  public Set<String> parse(List<String> words, Set<String> current) throws InvalidValueException {
    var flags = new TreeSet<String>();
    for (var word : words.isEmpty() ? List.of("") : words) {
      flags.add(EnumType.listed(names, word));
    }
    flags.remove(names.getFirst());
    if (flags.contains("save") && flags.contains("nosave")) {
      throw new InvalidValueException(
          "shutdown options SAVE and NOSAVE can't be used simultaneously");
    }
    return Set.copyOf(flags);
  }

  @Override
  public String text(Set<String> value) {
    return value.isEmpty()
        ? names.getFirst()
        : String.join(" ", names.stream().filter(value::contains).toList());
  }

  @Override
  public boolean takesSeveralWords() {
    return true;
  }
}
