package io.lockstep.config;

import io.lockstep.command.parameter.ParameterCatalogue;
import io.lockstep.engine.ReplicationInputs;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.core.env.Environment;

/** A node that starts and stops with the application. */
@AutoConfiguration
@ConditionalOnBooleanProperty(name = "lockstep.enabled", matchIfMissing = true)
@EnableConfigurationProperties(LockstepProperties.class)
public class LockstepAutoConfiguration {

  /** SHUTDOWN stops the node; whether the application around it goes on is its own decision. */
  @Bean
  @ConditionalOnMissingBean
  NodeFactory nodeFactory(LockstepProperties properties, ConfigurableApplicationContext context) {
    return properties.shutdownEndsApplication()
        ? new EngineNodes(_ -> context.close())
        : new EngineNodes(NodeFactory.Node::close);
  }

  @Bean
  @ConditionalOnMissingBean(ReplicationInputs.class)
  NodeLifecycle node(NodeFactory factory, LockstepProperties properties, Environment environment) {
    var catalogue = ParameterCatalogue.complete();
    PropertyNames.check(catalogue, environment);
    var parameters = ParameterProperties.read(catalogue, environment);
    parameters.put("port", Integer.toString(properties.port()));
    parameters.put("bind", properties.bind());
    return new NodeLifecycle(factory, parameters);
  }
}
