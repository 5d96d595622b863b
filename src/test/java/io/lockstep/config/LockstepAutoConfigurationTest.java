package io.lockstep.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lockstep.admin.AdminLimits;
import io.lockstep.admin.ReplicationController;
import io.lockstep.admin.StandInEngine;
import io.lockstep.engine.ReplicationInputs;
import io.lockstep.observe.NodeMeters;
import io.lockstep.observe.ReplicationHealth;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.ReactiveWebApplicationContextRunner;

class LockstepAutoConfigurationTest {
  private static final AutoConfigurations ALL =
      AutoConfigurations.of(
          LockstepAutoConfiguration.class,
          LockstepAdminAutoConfiguration.class,
          LockstepObserveAutoConfiguration.class);

  private final StandInNodes nodes = new StandInNodes();
  private final ApplicationContextRunner plain =
      new ApplicationContextRunner()
          .withConfiguration(ALL)
          .withBean(NodeFactory.class, () -> nodes);
  private final ReactiveWebApplicationContextRunner web =
      new ReactiveWebApplicationContextRunner()
          .withConfiguration(ALL)
          .withBean(NodeFactory.class, () -> nodes);

  @Test
  void startsANodeAndStopsItWithTheApplication() {
    plain.run(
        context -> {
          assertThat(context.getBean(NodeLifecycle.class).port()).isEqualTo(6379);
          assertThat(nodes.started()).hasSize(1);
          assertThat(nodes.started().getFirst().parameters)
              .containsEntry("port", "6379")
              .containsEntry("bind", "127.0.0.1 -::1")
              .hasSize(2);
        });
    assertThat(nodes.started().getFirst().isClosed).isTrue();
  }

  @Test
  void handsRedisParametersToTheNode() {
    plain
        .withPropertyValues("lockstep.port=7000", "lockstep.maxmemory=1gb")
        .run(
            context ->
                assertThat(nodes.started().getFirst().parameters)
                    .containsEntry("port", "7000")
                    .containsEntry("maxmemory", "1gb"));
  }

  @Test
  void failsOnAParameterThatDoesNotExist() {
    plain
        .withPropertyValues("lockstep.maxmemroy=1gb")
        .run(context -> assertThat(context).getFailure().hasMessageContaining("maxmemroy"));
  }

  @Test
  void isAbsentWhenDisabled() {
    web.withPropertyValues("lockstep.enabled=false")
        .run(
            context -> {
              assertThat(context).doesNotHaveBean(ReplicationInputs.class);
              assertThat(context).doesNotHaveBean(ReplicationController.class);
              assertThat(context).doesNotHaveBean(ReplicationHealth.class);
            });
    assertThat(nodes.started()).isEmpty();
  }

  @Test
  void startsNoNodeWhenTheApplicationHasOne() {
    plain
        .withBean(ReplicationInputs.class, StandInEngine::new)
        .run(context -> assertThat(context).doesNotHaveBean(NodeLifecycle.class));
    assertThat(nodes.started()).isEmpty();
  }

  @Test
  void servesRestOnlyInAReactiveWebApplication() {
    plain.run(context -> assertThat(context).doesNotHaveBean(ReplicationController.class));
    web.run(context -> assertThat(context).hasSingleBean(ReplicationController.class));
  }

  @Test
  void takesLimitsFromPropertiesOrFromABean() {
    web.withPropertyValues("lockstep.http.max-argument-size=1KB", "lockstep.http.call-timeout=1s")
        .run(
            context ->
                assertThat(context.getBean(AdminLimits.class))
                    .isEqualTo(
                        new AdminLimits(1000, 256 << 10, 16, 1024, 100, Duration.ofSeconds(1))));
    web.withBean(AdminLimits.class, AdminLimits::standard)
        .run(context -> assertThat(context).hasSingleBean(AdminLimits.class));
  }

  @Test
  void metersOnlyWhereThereIsARegistry() {
    plain.run(context -> assertThat(context).doesNotHaveBean(NodeMeters.class));
    plain
        .withBean(SimpleMeterRegistry.class)
        .run(context -> assertThat(context).hasSingleBean(NodeMeters.class));
  }

  @Test
  void keepsTheLastViewAndRefusesInputsOnceStopped() {
    var lifecycle = new NodeLifecycle(nodes, Map.of("port", "1"));
    lifecycle.start();
    lifecycle.stop();
    assertThat(lifecycle.get().nodeId()).isNotEmpty();
    assertThatThrownBy(lifecycle::promote)
        .isInstanceOf(RejectedExecutionException.class)
        .hasMessage("The node does not run");
  }
}
