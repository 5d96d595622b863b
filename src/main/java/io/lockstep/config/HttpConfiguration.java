package io.lockstep.config;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.ReactorResourceFactory;

/** What the executable adds to the HTTP side of Spring Boot. */
@Configuration(proxyBeanMethods = false)
class HttpConfiguration {

  @Bean
  OpenAPI openApi() {
    return new OpenAPI()
        .info(
            new Info()
                .title("Lockstep")
                .description("See and change how a node replicates.")
                .version("v1"));
  }

  /**
   * HTTP's own event loops. Those that the whole JVM shares would be stopped for both nodes of a
   * pair by the first that closes, and only after a quiet period.
   */
  @Bean
  ReactorResourceFactory httpLoops() {
    var loops = new ReactorResourceFactory();
    loops.setUseGlobalResources(false);
    loops.setShutdownQuietPeriod(Duration.ZERO);
    return loops;
  }
}
