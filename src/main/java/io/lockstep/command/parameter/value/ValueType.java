package io.lockstep.command.parameter.value;

import java.util.List;

/**
 * How the values of a parameter are read, answered and written to redis.conf.
 *
 * @param <T> an immutable type with {@code equals}
 */
public sealed interface ValueType<T>
    permits BooleanType,
        IntegerType,
        MemoryType,
        EnumType,
        FlagsType,
        StringType,
        DirectoryType,
        SavePointsType,
        OutputLimitsType,
        OomAdjustmentsType,
        EventClassesType,
        AddressesType,
        MasterAddressType,
        PercentilesType {

  /**
   * Reads a value from its words; types that do not take several words get exactly one.
   *
   * @param current the value so far, from which a partial value keeps the rest
   */
  T parse(List<String> words, T current) throws InvalidValueException;

  /** The value as CONFIG GET answers it. */
  String text(T value);

  /** Whether CONFIG SET splits the value at spaces, and a file may give several words. */
  default boolean takesSeveralWords() {
    return false;
  }

  /** Reads a directive that repeats an earlier one of the same start-up. */
  default T parseRepeated(List<String> words, T current) throws InvalidValueException {
    return parse(words, current);
  }

  /** What follows the name in redis.conf, a directive per element; none when there is no value. */
  default List<String> directives(T value) {
    return List.of(text(value));
  }

  /** Whether CONFIG REWRITE writes even a value that equals its default. */
  default boolean isAlwaysWritten() {
    return false;
  }
}
