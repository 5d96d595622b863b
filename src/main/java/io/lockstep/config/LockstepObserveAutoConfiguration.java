package io.lockstep.config;

import io.lockstep.engine.ReplicationInputs;
import io.lockstep.observe.NodeMeters;
import io.lockstep.observe.ReplicaMeterTicker;
import io.lockstep.observe.ReplicaMeters;
import io.lockstep.observe.ReplicationEndpoint;
import io.lockstep.observe.ReplicationFacts;
import io.lockstep.observe.ReplicationHealth;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.InstantSource;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.info.InfoContributor;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.contributor.HealthContributor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Health, meters, endpoint and info of the node, as far as the application has a place for them.
 */
@AutoConfiguration(
    after = LockstepAutoConfiguration.class,
    afterName = {
      "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration",
      "org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration"
    })
@ConditionalOnBean({ReplicationInputs.class, LockstepProperties.class})
public class LockstepObserveAutoConfiguration {

  /** The component {@code replication} of the health endpoint. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(HealthContributor.class)
  static class HealthConfiguration {

    @Bean
    @ConditionalOnMissingBean(name = "replicationHealthIndicator")
    @ConditionalOnEnabledHealthIndicator("replication")
    ReplicationHealth replicationHealthIndicator(
        ReplicationInputs inputs, LockstepProperties properties) {
      return new ReplicationHealth(inputs, properties.health().limits(), InstantSource.system());
    }
  }

  /** The meters {@code lockstep.*}. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(MeterRegistry.class)
  @ConditionalOnBean(MeterRegistry.class)
  static class MeterConfiguration {

    @Bean
    @ConditionalOnMissingBean
    NodeMeters nodeMeters(ReplicationInputs inputs) {
      return new NodeMeters(inputs);
    }

    @Bean
    @ConditionalOnMissingBean
    ReplicaMeterTicker replicaMeterTicker(ReplicationInputs inputs, MeterRegistry registry) {
      return new ReplicaMeterTicker(inputs, new ReplicaMeters(registry));
    }
  }

  /** The endpoint {@code replication} and the node in {@code info}. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass({InfoContributor.class, ConditionalOnAvailableEndpoint.class})
  static class EndpointConfiguration {

    @Bean
    @ConditionalOnMissingBean
    @ConditionalOnAvailableEndpoint
    ReplicationEndpoint replicationEndpoint(ReplicationInputs inputs) {
      return new ReplicationEndpoint(inputs);
    }

    @Bean
    @ConditionalOnMissingBean
    ReplicationFacts replicationFacts(ReplicationInputs inputs) {
      return new ReplicationFacts(inputs);
    }
  }
}
