package io.lockstep.config;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * Forgets {@code LOCKSTEP_PORT=tcp://10.0.0.1:6379}, which Kubernetes tells every container of a
 * namespace that has a service named lockstep. It is an address of others, never our port.
 */
final class ServiceLinks implements EnvironmentPostProcessor {
  private static final String NAME = "LOCKSTEP_PORT";
  private static final Pattern LINK = Pattern.compile("(tcp|udp|sctp)://.*");

  @Override
  public void postProcessEnvironment(
      ConfigurableEnvironment environment, SpringApplication application) {
    var sources = environment.getPropertySources();
    var name = StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME;
    if (sources.get(name) instanceof SystemEnvironmentPropertySource variables
        && LINK.matcher(String.valueOf(variables.getSource().get(NAME))).matches()) {
      sources.replace(name, new SystemEnvironmentPropertySource(name, without(variables)));
    }
  }

  private static Map<String, Object> without(SystemEnvironmentPropertySource variables) {
    var rest = new HashMap<>(variables.getSource());
    rest.remove(NAME);
    return rest;
  }
}
