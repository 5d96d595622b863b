package io.lockstep.config;

import org.springframework.boot.ApplicationArguments;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;

/** The profile {@code pair}: a second node in this JVM, which is a replica of the first. */
@Configuration(proxyBeanMethods = false)
@Profile(PairConfiguration.PROFILE)
class PairConfiguration {
  static final String PROFILE = "pair";

  @Bean
  PairedReplica pairedReplica(
      NodeLifecycle master, LockstepProperties properties, ApplicationArguments arguments) {
    return new PairedReplica(master, properties.pair(), arguments.getSourceArgs());
  }
}
