package io.lockstep.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.admin.StandInEngine;
import io.lockstep.engine.EngineView.UpstreamView;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.webtestclient.autoconfigure.AutoConfigureWebTestClient;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.BodyContentSpec;

/** The whole application over HTTP, with a stand-in for the node. */
@SpringBootTest(
    webEnvironment = WebEnvironment.RANDOM_PORT,
    properties = "lockstep.health.max-silence=100000d")
@AutoConfigureWebTestClient(timeout = "60s")
class LockstepApplicationTest {
  @Autowired private WebTestClient http;
  @Autowired private StandInNodes nodes;

  @TestConfiguration(proxyBeanMethods = false)
  static class Doubles {
    @Bean
    StandInNodes standInNodes() {
      return new StandInNodes();
    }
  }

  @BeforeEach
  void beMaster() {
    publish(null);
  }

  @Test
  void showsTheDashboardAndItsParts() {
    for (var path : new String[] {"/", "/dashboard.js", "/dashboard.css"}) {
      get(path, HttpStatus.OK);
    }
  }

  @Test
  void sendsEvents() {
    var first =
        http.get()
            .uri("/replication/events")
            .accept(MediaType.TEXT_EVENT_STREAM)
            .exchange()
            .returnResult(String.class)
            .getResponseBody()
            .blockFirst();
    assertThat(first).contains("\"repl_state\":\"NONE\"", "\"lag_bytes\":42", "\"end_offset\"");
  }

  @Test
  void describesItselfInSnakeCase() {
    get("/v3/api-docs", HttpStatus.OK)
        .jsonPath("$.components.schemas.ReplicationDescriptor.properties.repl_state")
        .exists()
        .jsonPath("$.paths['/replication/backlog'].get.parameters.length()")
        .isEqualTo(2)
        .jsonPath("$.paths['/replication/replicaof'].delete")
        .exists();
    http.get().uri("/swagger-ui.html").exchange().expectStatus().is3xxRedirection();
  }

  @Test
  void answersAnUnknownPathWithAProblem() {
    get("/replication/nothing", HttpStatus.NOT_FOUND).jsonPath("$.status").isEqualTo(404);
  }

  @Test
  void isReadyAsAMaster() {
    get("/actuator/health", HttpStatus.OK)
        .jsonPath("$.components.replication.details.repl_state")
        .isEqualTo("NONE");
    get("/actuator/health/readiness", HttpStatus.OK)
        .jsonPath("$.components.replication.status")
        .isEqualTo("UP");
  }

  @Test
  void isAliveButNotReadyWithoutItsMaster() {
    publish(new UpstreamView("h", 1, "CONNECT", false, -1, 0, 0, 0, null, null));
    get("/actuator/health/readiness", HttpStatus.SERVICE_UNAVAILABLE)
        .jsonPath("$.components.replication.details.repl_state")
        .isEqualTo("CONNECT");
    get("/actuator/health/liveness", HttpStatus.OK)
        .jsonPath("$.components.replication")
        .doesNotExist();
  }

  @Test
  void publishesMetersEndpointAndInfo() {
    assertThat(
            http.get()
                .uri("/actuator/prometheus")
                .exchange()
                .expectStatus()
                .isOk()
                .returnResult(String.class)
                .getResponseBody()
                .reduce(String::concat)
                .block())
        .contains("lockstep_replication_offset_bytes 1000.0", "lockstep_commands_total 100.0");
    get("/actuator/replication", HttpStatus.OK)
        .jsonPath("$.repl_state")
        .isEqualTo("NONE")
        .jsonPath("$.replicas[0].lag_ms")
        .isEqualTo(15);
    get("/actuator/info", HttpStatus.OK).jsonPath("$.replication.role").isEqualTo("master");
  }

  private BodyContentSpec get(String uri, HttpStatus expected) {
    return http.get().uri(uri).exchange().expectStatus().isEqualTo(expected).expectBody();
  }

  private void publish(@Nullable UpstreamView link) {
    nodes
        .started()
        .getFirst()
        .engine
        .publish(link == null ? StandInEngine.master() : StandInEngine.replica(link));
  }
}
