package io.lockstep.config;

import io.lockstep.command.parameter.Parameter;
import io.lockstep.command.parameter.ParameterCatalogue;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.core.env.Environment;

/**
 * Reads Redis' parameters from the properties {@code lockstep.NAME}, with Spring's relaxed names:
 * {@code lockstep.protected-mode} and {@code LOCKSTEP_PROTECTED_MODE} are the same.
 */
final class ParameterProperties {
  static final ConfigurationPropertyName PREFIX = ConfigurationPropertyName.of("lockstep");
  private static final Bindable<Object> SCALAR = Bindable.of(Object.class);
  private static final Bindable<List<String>> LIST = Bindable.listOf(String.class);

  private final ParameterCatalogue catalogue;
  private final Binder binder;

  private ParameterProperties(ParameterCatalogue catalogue, Environment environment) {
    this.catalogue = catalogue;
    this.binder = Binder.get(environment);
  }

  /** The parameters that are set, by Redis' newer name, in Redis' text. */
  static Map<String, String> read(ParameterCatalogue catalogue, Environment environment) {
    return new ParameterProperties(catalogue, environment).read();
  }

  private Map<String, String> read() {
    var texts = new LinkedHashMap<String, String>();
    for (var row : catalogue.rows()) {
      text(row).ifPresent(text -> texts.put(row.name(), text));
    }
    return texts;
  }

  private Optional<String> text(Parameter<?> row) {
    return text(row, row.name()).or(() -> row.alias().flatMap(alias -> text(row, alias)));
  }

  private Optional<String> text(Parameter<?> row, String name) {
    var property = property(name);
    var scalar = binder.bind(property, SCALAR).map(String::valueOf);
    var text = scalar.isBound() ? scalar : binder.bind(property, LIST).map(list -> join(list));
    return text.isBound() ? Optional.of(yesOrNo(row, text.get())) : Optional.empty();
  }

  /** A list in YAML is what Redis writes on one line. */
  private static String join(List<String> words) {
    return String.join(" ", words);
  }

  /** YAML reads a bare {@code no} as false. */
  private static String yesOrNo(Parameter<?> row, String text) {
    if (!(row.initial() instanceof Boolean)) {
      return text;
    }
    return switch (text) {
      case "true" -> "yes";
      case "false" -> "no";
      default -> text;
    };
  }

  /** The property of a parameter; some names have an underscore, which properties can't have. */
  static ConfigurationPropertyName property(String name) {
    return PREFIX.append(name.replace('_', '-'));
  }
}
