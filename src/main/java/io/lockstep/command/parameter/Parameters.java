package io.lockstep.command.parameter;

import io.lockstep.command.parameter.value.InvalidValueException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The values of one node's parameters. It belongs to the engine's thread, on which listeners and
 * appliers run as well.
 */
public final class Parameters {
  private final ParameterCatalogue catalogue;
  private final Map<Parameter<?>, Object> values = new HashMap<>();
  private final Map<Parameter<?>, List<Runnable>> listeners = new HashMap<>();
  private final Map<Parameter<?>, Applier> appliers = new HashMap<>();

  /** Every parameter at its default, in a working directory given as an absolute path. */
  public Parameters(ParameterCatalogue catalogue, String workingDirectory) {
    this.catalogue = catalogue;
    catalogue.rows().forEach(row -> values.put(row, row.initial()));
    values.put(ServerParameters.DIR, workingDirectory);
  }

  /** All rows there are. */
  public ParameterCatalogue catalogue() {
    return catalogue;
  }

  /** The value of a parameter. Code that runs per command keeps it in a field instead. */
  @SuppressWarnings("unchecked") // put and constructor store nothing but a T
  public <T> T get(Parameter<T> parameter) {
    var value = values.get(parameter);
    if (value == null) {
      throw new IllegalArgumentException("The catalogue has no parameter " + parameter + ".");
    }
    return (T) value;
  }

  /** Sets a value that the node itself decided, as REPLICAOF does, and tells the listeners. */
  public <T> void put(Parameter<T> parameter, T value) {
    if (!get(parameter).equals(value)) {
      values.put(parameter, value);
      tell(parameter);
    }
  }

  /** Calls the listener after each change of a parameter, with its new value. */
  public <T> void onChange(Parameter<T> parameter, Consumer<? super T> listener) {
    listeners
        .computeIfAbsent(parameter, key -> new ArrayList<>())
        .add(() -> listener.accept(get(parameter)));
  }

  /** Calls the listener now, and again after each change of the parameter. */
  public <T> void follow(Parameter<T> parameter, Consumer<? super T> listener) {
    listener.accept(get(parameter));
    onChange(parameter, listener);
  }

  /**
   * Lets an applier put a CONFIG SET of a parameter into effect. Parameters of one applier that are
   * set together are applied together.
   */
  public void applyWith(Parameter<?> parameter, Applier applier) {
    appliers.put(parameter, applier);
  }

  /** The value of a parameter as CONFIG GET answers it. */
  public <T> String text(Parameter<T> parameter) {
    return parameter.type().text(get(parameter));
  }

  /** What CONFIG GET answers to some names and patterns: each name found, and its value. */
  public Map<String, String> matching(List<String> patterns) {
    var found = new LinkedHashMap<String, String>();
    for (var pattern : patterns) {
      if (NamePattern.isPattern(pattern)) {
        addMatches(new NamePattern(pattern), found);
      } else {
        catalogue.find(pattern).ifPresent(p -> addName(pattern, p, found));
      }
    }
    return found;
  }

  private void addMatches(NamePattern pattern, Map<String, String> found) {
    catalogue
        .names()
        .forEach(
            (name, parameter) -> {
              if (!parameter.is(Trait.HIDDEN) && pattern.matches(name)) {
                addName(name, parameter, found);
              }
            });
  }

  private void addName(String name, Parameter<?> parameter, Map<String, String> found) {
    if (found.keySet().stream().noneMatch(name::equalsIgnoreCase)) {
      found.put(name, text(parameter));
    }
  }

  /**
   * CONFIG SET: all of the pairs, or none.
   *
   * @param pairs names and values in turn
   */
  public SetOutcome set(List<String> pairs, Circumstances circumstances) {
    if (pairs.size() % 2 != 0) {
      return new SetOutcome.Refused("ERR syntax error");
    }
    return new SetRequest(this, circumstances).perform(pairs);
  }

  /** Reads the words of a directive at start-up, whether or not the value may change later. */
  public <T> void load(Parameter<T> parameter, List<String> words, boolean isRepeated)
      throws InvalidValueException {
    var type = parameter.type();
    var current = get(parameter);
    put(parameter, isRepeated ? type.parseRepeated(words, current) : type.parse(words, current));
  }

  /**
   * Reads a value as it stands on one line of text, its words separated by blanks.
   *
   * @throws IllegalArgumentException if there is no such parameter or the value does not suit it
   */
  public void load(String name, String line) {
    var row =
        catalogue
            .find(name)
            .orElseThrow(() -> new IllegalArgumentException("There is no parameter " + name + "."));
    try {
      boolean isSplit = row.type().takesSeveralWords();
      load(row, isSplit ? List.of(line.split(" +", -1)) : List.of(line), false);
    } catch (InvalidValueException e) {
      throw new IllegalArgumentException(name + " " + line + ": " + e.getMessage(), e);
    }
  }

  /** Reads a value without telling anybody yet. */
  <T> void assign(Parameter<T> parameter, List<String> words) throws InvalidValueException {
    values.put(parameter, parameter.type().parse(words, get(parameter)));
  }

  /** Takes a value back without telling anybody. */
  void restore(Parameter<?> parameter, Object value) {
    values.put(parameter, value);
  }

  Optional<Applier> applier(Parameter<?> parameter) {
    return Optional.ofNullable(appliers.get(parameter));
  }

  void tell(Parameter<?> parameter) {
    listeners.getOrDefault(parameter, List.of()).forEach(Runnable::run);
  }
}
