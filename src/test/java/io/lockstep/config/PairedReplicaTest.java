package io.lockstep.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

class PairedReplicaTest {
  private final StandInNodes nodes = new StandInNodes();

  @Test
  void startsAReplicaOfTheNodeAndClosesWithIt() {
    var master = start();
    assertThat(nodes.started()).hasSize(2);
    assertThat(nodes.started().getFirst().parameters)
        .containsEntry("port", "7001")
        .doesNotContainKey("replicaof");
    assertThat(nodes.started().getLast().parameters)
        .containsEntry("port", "7002")
        .containsEntry("replicaof", "127.0.0.1 7001")
        .containsEntry("maxmemory", "1gb")
        .containsEntry("masterauth", "secret");
    master.close(); // which would take as long as a graceful shutdown may, if it closed twice
    assertThat(nodes.started()).allMatch(node -> node.isClosed);
  }

  private ConfigurableApplicationContext start() {
    return new SpringApplicationBuilder(LockstepApplication.class)
        .initializers(to -> to.getBeanFactory().registerSingleton("nodeFactory", nodes))
        .run(
            List.of(
                    "--spring.profiles.active=pair",
                    "--springdoc.api-docs.enabled=false",
                    "--server.port=0",
                    "--lockstep.port=7001",
                    "--lockstep.maxmemory=1gb",
                    "--lockstep.requirepass=secret",
                    "--lockstep.pair.port=7002",
                    "--lockstep.pair.http-port=0")
                .toArray(String[]::new));
  }
}
