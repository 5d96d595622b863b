package io.lockstep.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class ServiceLinksTest {

  @Test
  void forgetsTheAddressOfAServiceWithOurName() {
    assertThat(portOf("tcp://10.0.0.1:6379")).isNull();
  }

  @Test
  void keepsAPort() {
    assertThat(portOf("6390")).isEqualTo("6390");
  }

  private static @Nullable Object portOf(String variable) {
    var environment = new StandardEnvironment();
    var name = StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME;
    environment
        .getPropertySources()
        .replace(
            name, new SystemEnvironmentPropertySource(name, Map.of("LOCKSTEP_PORT", variable)));
    new ServiceLinks().postProcessEnvironment(environment, new SpringApplication());
    return environment.getProperty("LOCKSTEP_PORT");
  }
}
