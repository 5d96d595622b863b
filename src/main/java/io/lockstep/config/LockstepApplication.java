package io.lockstep.config;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Import;

/**
 * The executable: one node, started by Spring Boot or in place of redis-server. It names no bean's
 * type: to find {@code main}, the JVM loads the types of every method beside it.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({HttpConfiguration.class, PairConfiguration.class})
public class LockstepApplication {

  /** Starts a node from Spring's configuration, or from a command line in Redis' form. */
  public static void main(String[] args) {
    ProcessDefaults.apply();
    if (LaunchForm.isSprings(args)) {
      var application = new SpringApplication(LockstepApplication.class);
      application.addListeners(new Invitation());
      application.run(args);
    } else {
      RedisMain.main(args);
    }
  }
}
