package io.lockstep.config;

import io.lockstep.command.parameter.ParameterCatalogue;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName;
import org.springframework.boot.context.properties.source.ConfigurationPropertyName.Form;
import org.springframework.boot.context.properties.source.ConfigurationPropertySource;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.context.properties.source.IterableConfigurationPropertySource;
import org.springframework.core.env.Environment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * Refuses properties {@code lockstep.…} that mean nothing, as Redis refuses an unknown directive: a
 * mistyped {@code requirepass} must not start an open server.
 *
 * <p>Environment variables are not looked at. Their names can't be told apart from nested ones, and
 * container platforms set some of their own accord.
 */
final class PropertyNames {
  private static final Set<String> OWN =
      Set.of("enabled", "port", "bind", "shutdown-ends-application", "health", "http", "pair");

  private final Set<String> known;

  private PropertyNames(ParameterCatalogue catalogue) {
    known =
        Stream.concat(OWN.stream(), catalogue.names().keySet().stream())
            .map(name -> name.replace("-", "").replace("_", ""))
            .collect(Collectors.toSet());
  }

  /**
   * Checks every property under {@code lockstep}.
   *
   * @throws IllegalArgumentException naming those that are unknown
   */
  static void check(ParameterCatalogue catalogue, Environment environment) {
    var unknown = new PropertyNames(catalogue).unknown(environment);
    if (!unknown.isEmpty()) {
      throw new IllegalArgumentException(
          "No parameter of Redis or Lockstep has the name " + String.join(", ", unknown));
    }
  }

  private Set<String> unknown(Environment environment) {
    var unknown = new TreeSet<String>();
    for (var source : ConfigurationPropertySources.get(environment)) {
      names(source)
          .filter(name -> ParameterProperties.PREFIX.isAncestorOf(name))
          .filter(name -> !known.contains(name.getElement(1, Form.UNIFORM)))
          .forEach(name -> unknown.add(name.toString()));
    }
    return unknown;
  }

  private static Stream<ConfigurationPropertyName> names(ConfigurationPropertySource source) {
    boolean isEnvironment = source.getUnderlyingSource() instanceof SystemEnvironmentPropertySource;
    return !isEnvironment && source instanceof IterableConfigurationPropertySource named
        ? named.stream()
        : Stream.empty();
  }
}
