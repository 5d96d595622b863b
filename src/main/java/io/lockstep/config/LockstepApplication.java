package io.lockstep.config;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import java.time.Duration;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.http.client.ReactorResourceFactory;

/** The executable: one node, started by Spring Boot or in place of redis-server. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(PairConfiguration.class)
public class LockstepApplication {

  /** Starts a node from Spring's configuration, or from a command line in Redis' form. */
  public static void main(String[] args) {
    if (LaunchForm.isSprings(args)) {
      var application = new SpringApplication(LockstepApplication.class);
      application.addListeners(new Invitation());
      application.run(args);
    } else {
      RedisMain.main(args);
    }
  }

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
