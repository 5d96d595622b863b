package io.lockstep.config;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The executable: one node, started by Spring Boot. */
@SpringBootApplication(proxyBeanMethods = false)
public class LockstepApplication {

  /** Starts a node from Spring's configuration. */
  public static void main(String[] args) {
    SpringApplication.run(LockstepApplication.class, args);
  }
}
