package io.lockstep.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;
import org.springframework.test.web.reactive.server.WebTestClient.BodyContentSpec;
import org.springframework.test.web.reactive.server.WebTestClient.ResponseSpec;

class ReplicationControllerTest {
  private final StandInEngine engine = new StandInEngine();
  private final WebTestClient http = Slices.of(engine);

  @Test
  void tellsHowAMasterStands() {
    get("/replication")
        .jsonPath("$.role")
        .isEqualTo("master")
        .jsonPath("$.repl_state")
        .isEqualTo("NONE")
        .jsonPath("$.replid")
        .isEqualTo("b".repeat(40))
        .jsonPath("$.second_offset")
        .isEqualTo(-1)
        .jsonPath("$.offset")
        .isEqualTo(1000)
        .jsonPath("$.link")
        .isEmpty()
        .jsonPath("$.connected_replicas")
        .isEqualTo(1);
  }

  @Test
  void tellsHowAReplicaStands() {
    engine.publish(StandInEngine.replica(StandInEngine.connected()));
    get("/replication")
        .jsonPath("$.role")
        .isEqualTo("replica")
        .jsonPath("$.repl_state")
        .isEqualTo("CONNECTED")
        .jsonPath("$.link.master_host")
        .isEqualTo("10.0.0.1")
        .jsonPath("$.link.status")
        .isEqualTo("up")
        .jsonPath("$.link.last_io_age_ms")
        .isEqualTo(250)
        .jsonPath("$.last_sync.kind")
        .isEqualTo("partial")
        .jsonPath("$.last_sync.reason")
        .isEqualTo("resumed at 1234");
  }

  @Test
  void listsReplicasWithTheirLag() {
    get("/replication/replicas")
        .jsonPath("$.length()")
        .isEqualTo(1)
        .jsonPath("$[0].state")
        .isEqualTo("online")
        .jsonPath("$[0].offset")
        .isEqualTo(958)
        .jsonPath("$[0].lag_bytes")
        .isEqualTo(42)
        .jsonPath("$[0].lag_ms")
        .isEqualTo(15)
        .jsonPath("$[0].sync.kind")
        .isEqualTo("full");
  }

  @Test
  void listsTransitionsOfOneLink() {
    get("/replication/transitions").jsonPath("$.length()").isEqualTo(2);
    get("/replication/transitions?link=upstream")
        .jsonPath("$.length()")
        .isEqualTo(1)
        .jsonPath("$[0].from")
        .isEqualTo("CONNECTED")
        .jsonPath("$[0].cause")
        .isEqualTo("closed");
  }

  @Test
  void followsAMaster() {
    post("{\"host\":\"127.0.0.1\",\"port\":6380}", HttpStatus.OK)
        .jsonPath("$.reply")
        .isEqualTo("OK")
        .jsonPath("$.replication.role")
        .exists();
    assertThat(engine.asked()).containsExactly("replicaof 127.0.0.1 6380");
  }

  @Test
  void promotes() {
    http.delete()
        .uri("/replication/replicaof")
        .exchange()
        .expectStatus()
        .isOk()
        .expectBody()
        .jsonPath("$.reply")
        .isEqualTo("OK");
    assertThat(engine.asked()).containsExactly("promote");
  }

  @Test
  void confirmsAResync() {
    confirm().expectStatus().isOk().expectBody().jsonPath("$.reply").isEqualTo("OK");
    assertThat(engine.asked()).containsExactly("confirm");
    engine.refuse(new IllegalStateException("No resync waits to be confirmed"));
    confirm().expectStatus().isEqualTo(HttpStatus.CONFLICT);
  }

  private ResponseSpec confirm() {
    return http.post().uri("/replication/resync/confirm").exchange();
  }

  @Test
  void namesEveryWrongField() {
    post("{\"host\":\"a b\",\"port\":70000}", HttpStatus.BAD_REQUEST)
        .jsonPath("$.detail")
        .isEqualTo(
            "host must be a host name or an address, without spaces;"
                + " port must be between 1 and 65535")
        .jsonPath("$.errors.length()")
        .isEqualTo(2);
    assertThat(engine.asked()).isEmpty();
  }

  @Test
  void namesEveryMissingField() {
    post("{}", HttpStatus.BAD_REQUEST).jsonPath("$.errors.length()").isEqualTo(2);
  }

  @Test
  void showsTheFormOfTheBodyWhenItCanNotBeRead() {
    for (var body : new String[] {"", "{", "[]", "{\"host\":\"a\",\"port\":\"x\"}"}) {
      post(body, HttpStatus.BAD_REQUEST)
          .jsonPath("$.detail")
          .isEqualTo(
              "The body must be a JSON object such as {\"host\":\"127.0.0.1\",\"port\":6379}");
    }
  }

  @Test
  void saysThatTheEngineHasStopped() {
    engine.publish(StandInEngine.broken("the log lost a block"));
    post("{\"host\":\"a\",\"port\":1}", HttpStatus.SERVICE_UNAVAILABLE)
        .jsonPath("$.detail")
        .isEqualTo("The engine has stopped: the log lost a block");
    get("/replication").jsonPath("$.fault").isEqualTo("the log lost a block");
  }

  @Test
  void saysThatTheEngineTakesNoInput() {
    engine.refuse(new RejectedExecutionException("The node does not run"));
    post("{\"host\":\"a\",\"port\":1}", HttpStatus.SERVICE_UNAVAILABLE)
        .jsonPath("$.detail")
        .isEqualTo("The node does not run");
  }

  @Test
  void passesOnWhyTheEngineRefuses() {
    engine.refuse(new IllegalStateException("REPLICAOF not allowed while failing over."));
    post("{\"host\":\"a\",\"port\":1}", HttpStatus.CONFLICT)
        .jsonPath("$.detail")
        .isEqualTo("REPLICAOF not allowed while failing over.");
  }

  private BodyContentSpec get(String uri) {
    return http.get().uri(uri).exchange().expectStatus().isOk().expectBody();
  }

  private BodyContentSpec post(String body, HttpStatus expected) {
    return http.post()
        .uri("/replication/replicaof")
        .contentType(MediaType.APPLICATION_JSON)
        .bodyValue(body)
        .exchange()
        .expectStatus()
        .isEqualTo(expected)
        .expectBody();
  }
}
