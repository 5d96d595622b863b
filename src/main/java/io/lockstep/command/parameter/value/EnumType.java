package io.lockstep.command.parameter.value;

import java.util.List;
import java.util.Map;

/**
 * One of a list of names; the value is the name as listed.
 *
 * @param names every name, in the order of Redis' error text
 * @param synonyms names that mean another name and are answered as that one
 */
public record EnumType(List<String> names, Map<String, String> synonyms)
    implements ValueType<String> {

  /** One of {@code names}. */
  public static EnumType of(String... names) {
    return new EnumType(List.of(names), Map.of());
  }

  /** The same, with {@code name} kept as {@code meaning}. */
  public EnumType withSynonym(String name, String meaning) {
    return new EnumType(names, Map.of(name, meaning));
  }

  @Override
  public String parse(List<String> words, String current) throws InvalidValueException {
    var name = listed(names, words.getFirst());
    return synonyms.getOrDefault(name, name);
  }

  /** The listed name that equals {@code word} in any case. */
  static String listed(List<String> names, String word) throws InvalidValueException {
    for (var name : names) {
      if (name.equalsIgnoreCase(word)) {
        return name;
      }
    }
    throw new InvalidValueException(
        "argument(s) must be one of the following: " + String.join(", ", names));
  }

  @Override
  public String text(String value) {
    return value;
  }
}
