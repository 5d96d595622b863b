package io.lockstep.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.lockstep.command.parameter.ParameterCatalogue;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.io.ByteArrayResource;

class ParameterPropertiesTest {
  private static final ParameterCatalogue CATALOGUE = ParameterCatalogue.complete();

  @Test
  void takesAnyParameterByItsName() {
    var set = Map.<String, Object>of("lockstep.repl-backlog-size", "1mb", "other.port", "1");
    assertThat(read(new MapPropertySource("test", set)))
        .containsExactly(Map.entry("repl-backlog-size", "1mb"));
  }

  @Test
  void takesEnvironmentVariables() {
    assertThat(
            read(
                environment(
                    Map.of(
                        "LOCKSTEP_REPLICAOF", "127.0.0.1 6379",
                        "LOCKSTEP_PROTECTED_MODE", "no",
                        "LOCKSTEP_REPLBACKLOGSIZE", "2mb"))))
        .containsOnly(
            Map.entry("replicaof", "127.0.0.1 6379"),
            Map.entry("protected-mode", "no"),
            Map.entry("repl-backlog-size", "2mb"));
  }

  @Test
  void takesEveryParameterFromTheEnvironment() {
    var variables =
        CATALOGUE.rows().stream()
            .collect(
                Collectors.toMap(
                    row -> "LOCKSTEP_" + row.name().toUpperCase(Locale.ROOT).replace('-', '_'),
                    row -> (Object) "text"));
    assertThat(read(environment(variables))).hasSameSizeAs(CATALOGUE.rows());
  }

  @Test
  void takesOlderNames() {
    assertThat(read(environment(Map.of("LOCKSTEP_SLAVEOF", "h 1"))))
        .containsExactly(Map.entry("replicaof", "h 1"));
  }

  @Test
  void readsYamlAsItIsMeant() throws IOException {
    var yaml =
        """
        lockstep:
          appendonly: no
          maxmemory: 100mb
          repl-timeout: 30
          save: [900, 1, 300, 10]
          requirepass: "true"
          client-output-buffer-limit: replica 1mb 0 0
        """;
    assertThat(read(yaml(yaml)))
        .containsOnly(
            Map.entry("appendonly", "no"),
            Map.entry("maxmemory", "100mb"),
            Map.entry("repl-timeout", "30"),
            Map.entry("save", "900 1 300 10"),
            Map.entry("requirepass", "true"),
            Map.entry("client-output-buffer-limit", "replica 1mb 0 0"));
  }

  @Test
  void refusesANameThatMeansNothing() throws IOException {
    var environment =
        with(yaml("lockstep: {requirepas: secret, port: 1, health: {max-link-down: 1s}}"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> PropertyNames.check(CATALOGUE, environment))
        .withMessage("No parameter of Redis or Lockstep has the name lockstep.requirepas");
  }

  @Test
  void bearsForeignEnvironmentVariables() {
    var environment = with(environment(Map.of("LOCKSTEP_SERVICE_HOST", "10.0.0.1")));
    assertThatCode(() -> PropertyNames.check(CATALOGUE, environment)).doesNotThrowAnyException();
  }

  private static Map<String, String> read(PropertySource<?> source) {
    return ParameterProperties.read(CATALOGUE, with(source));
  }

  private static PropertySource<?> environment(Map<String, Object> variables) {
    return new SystemEnvironmentPropertySource("test-systemEnvironment", variables);
  }

  private static PropertySource<?> yaml(String text) throws IOException {
    var resource = new ByteArrayResource(text.getBytes(UTF_8));
    return new YamlPropertySourceLoader().load("test", resource).getFirst();
  }

  private static ConfigurableEnvironment with(PropertySource<?> source) {
    var environment = new StandardEnvironment();
    environment.getPropertySources().addFirst(source);
    return environment;
  }
}
