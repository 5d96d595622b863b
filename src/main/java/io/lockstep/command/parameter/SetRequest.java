package io.lockstep.command.parameter;

import io.lockstep.command.parameter.value.InvalidValueException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One CONFIG SET: check every name, read every value, apply, and take everything back if any step
 * fails.
 */
final class SetRequest {
  private final Parameters parameters;
  private final Circumstances circumstances;
  private final List<Assignment> assignments = new ArrayList<>();
  private final Map<Parameter<?>, Object> before = new LinkedHashMap<>();

  SetRequest(Parameters parameters, Circumstances circumstances) {
    this.parameters = parameters;
    this.circumstances = circumstances;
  }

  private record Assignment(String name, Parameter<?> parameter, String value) {}

  SetOutcome perform(List<String> pairs) {
    var error = checkNames(pairs).or(this::readValues).or(this::applyChanges);
    return error.isPresent() ? new SetOutcome.Refused(error.get()) : tellListeners();
  }

  private Optional<String> checkNames(List<String> pairs) {
    for (int i = 0; i < pairs.size(); i += 2) {
      var error = checkName(pairs.get(i), pairs.get(i + 1));
      if (error.isPresent()) {
        return error;
      }
    }
    return Optional.empty();
  }

  private Optional<String> checkName(String name, String value) {
    var parameter = parameters.catalogue().find(name).orElse(null);
    if (parameter == null) {
      return Optional.of(
          "ERR Unknown option or number of arguments for CONFIG SET - '" + name + "'");
    }
    if (parameter.is(Trait.IMMUTABLE)) {
      return failure(name, "can't set immutable config");
    }
    if (parameter.is(Trait.PROTECTED) && !isProtectedAllowed()) {
      return failure(name, "can't set protected config");
    }
    if (parameter.is(Trait.DENIED_WHILE_LOADING) && circumstances.isLoading()) {
      return Optional.of("LOADING Redis is loading the dataset in memory");
    }
    return add(name, parameter, value);
  }

  private boolean isProtectedAllowed() {
    return SecurityParameters.admits(
        parameters.get(SecurityParameters.ENABLE_PROTECTED_CONFIGS), circumstances.isLocalClient());
  }

  /** A parameter may come once under each of its names, as in Redis. */
  private Optional<String> add(String name, Parameter<?> parameter, String value) {
    if (assignments.stream().anyMatch(a -> a.name().equalsIgnoreCase(name))) {
      return failure(name, "duplicate parameter");
    }
    assignments.add(new Assignment(name.toLowerCase(Locale.ROOT), parameter, value));
    return Optional.empty();
  }

  private Optional<String> readValues() {
    for (var assignment : assignments) {
      var parameter = assignment.parameter();
      before.putIfAbsent(parameter, parameters.get(parameter));
      try {
        parameters.assign(parameter, words(parameter, assignment.value()));
      } catch (InvalidValueException e) {
        takeBack();
        return failure(assignment.name(), e.reason());
      }
    }
    return Optional.empty();
  }

  /** CONFIG SET splits at every single blank and knows no quotes. */
  private static List<String> words(Parameter<?> parameter, String value) {
    if (!parameter.type().takesSeveralWords()) {
      return List.of(value);
    }
    return value.isEmpty() ? List.of() : Arrays.asList(value.split(" ", -1));
  }

  private Optional<String> applyChanges() {
    Set<Applier> applied = Collections.newSetFromMap(new IdentityHashMap<>());
    for (var parameter : changed()) {
      var applier = parameters.applier(parameter).filter(applied::add);
      var reason = applier.flatMap(Applier::apply);
      if (reason.isPresent()) {
        takeBack();
        applied.forEach(Applier::apply);
        return failure(parameter.name(), reason.get());
      }
    }
    return Optional.empty();
  }

  private List<Parameter<?>> changed() {
    var changed = new ArrayList<Parameter<?>>();
    before.forEach(
        (parameter, old) -> {
          if (!parameters.get(parameter).equals(old)) {
            changed.add(parameter);
          }
        });
    return changed;
  }

  private void takeBack() {
    before.forEach(parameters::restore);
  }

  private SetOutcome tellListeners() {
    var changed = changed();
    changed.forEach(parameters::tell);
    return new SetOutcome.Done(List.copyOf(changed));
  }

  private static Optional<String> failure(String name, String reason) {
    return Optional.of(
        "ERR CONFIG SET failed (possibly related to argument '" + name + "') - " + reason);
  }
}
