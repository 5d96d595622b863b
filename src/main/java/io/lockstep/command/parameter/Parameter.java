package io.lockstep.command.parameter;

import io.lockstep.command.parameter.value.BooleanType;
import io.lockstep.command.parameter.value.EnumType;
import io.lockstep.command.parameter.value.IntegerType;
import io.lockstep.command.parameter.value.MemoryType;
import io.lockstep.command.parameter.value.StringType;
import io.lockstep.command.parameter.value.ValueType;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * One row of the catalogue: a name, what its values are, and what is special about it. It holds no
 * value; two nodes share the same rows.
 *
 * @param <T> the type of its values
 */
public final class Parameter<T> {
  private final String name;
  private final Optional<String> alias;
  private final ValueType<T> type;
  private final T initial;
  private final Set<Trait> traits;

  private Parameter(
      String name, Optional<String> alias, ValueType<T> type, T initial, Set<Trait> traits) {
    this.name = name;
    this.alias = alias;
    this.type = type;
    this.initial = initial;
    this.traits = traits;
  }

  /** A parameter with a type and a default of its own. */
  static <T> Parameter<T> row(String name, ValueType<T> type, T initial) {
    return new Parameter<>(name, Optional.empty(), type, initial, Set.of());
  }

  /** A yes or a no. */
  static Parameter<Boolean> yesNo(String name, boolean initial) {
    return row(name, new BooleanType(), initial);
  }

  /** A whole number in {@code min..max}. */
  static Parameter<Long> number(String name, long initial, long min, long max) {
    return row(name, IntegerType.between(min, max), initial);
  }

  /** A size in bytes in {@code min..max}. */
  static Parameter<Long> memory(String name, long initial, long min, long max) {
    return row(name, MemoryType.between(min, max), initial);
  }

  /** A text of which the empty one is a value too. */
  static Parameter<String> text(String name, String initial) {
    return row(name, StringType.any(), initial);
  }

  /** A text that may be missing, and is at first. */
  static Parameter<String> optionalText(String name) {
    return row(name, StringType.optional(), "");
  }

  /** One of a list of names. */
  static Parameter<String> choice(String name, String initial, String... names) {
    return row(name, EnumType.of(names), initial);
  }

  /** The same under an older name as well. */
  Parameter<T> alias(String olderName) {
    return new Parameter<>(name, Optional.of(olderName), type, initial, traits);
  }

  /** The same with some traits. */
  Parameter<T> with(Trait first, Trait... others) {
    return new Parameter<>(name, alias, type, initial, EnumSet.of(first, others));
  }

  /** The name, in lower case. */
  public String name() {
    return name;
  }

  /** The older name under which it also answers. */
  public Optional<String> alias() {
    return alias;
  }

  /** How its values are read and answered. */
  public ValueType<T> type() {
    return type;
  }

  /** The value before anybody sets one. */
  public T initial() {
    return initial;
  }

  /** Whether something is special about it. */
  public boolean is(Trait trait) {
    return traits.contains(trait);
  }

  @Override
  public String toString() {
    return name;
  }
}
