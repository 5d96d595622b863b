package io.lockstep.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.http.MediaType;
import org.springframework.test.web.reactive.server.WebTestClient;

class SyncControllerTest {
  private final StandInEngine engine = new StandInEngine();
  private final WebTestClient http = Slices.of(engine);

  @Test
  void tellsWhatGoesOnAndHowTheLastOnesEnded() {
    engine.publish(StandInEngine.saving(25));
    http.get()
        .uri("/replication/sync")
        .exchange()
        .expectStatus()
        .isOk()
        .expectHeader()
        .contentType(MediaType.APPLICATION_JSON)
        .expectBody()
        .jsonPath("$.save.current.keys")
        .isEqualTo(25)
        .jsonPath("$.save.current.total_keys")
        .isEqualTo(100)
        .jsonPath("$.save.current.total_bytes")
        .isEqualTo(-1)
        .jsonPath("$.save.current.eta_seconds")
        .isEqualTo(3)
        .jsonPath("$.save.current.outcome")
        .isEmpty()
        .jsonPath("$.load.last.outcome")
        .isEqualTo("ok")
        .jsonPath("$.load.last.bytes_per_second")
        .isEqualTo(512)
        .jsonPath("$.full_resync.last")
        .isEmpty();
  }

  @Test
  void tellsWhetherTheDataMadeRoomForASnapshot() {
    engine.publish(StandInEngine.flushed());
    http.get()
        .uri("/replication/sync")
        .exchange()
        .expectBody()
        .jsonPath("$.swap.verdict")
        .isEqualTo("flush_first")
        .jsonPath("$.swap.own_bytes")
        .isEqualTo(600)
        .jsonPath("$.swap.coming_bytes")
        .isEqualTo(500)
        .jsonPath("$.swap.limit_bytes")
        .isEqualTo(1_000);
  }

  @Test
  void streamsToWhoAsksForEvents() {
    engine.publish(StandInEngine.saving(25));
    var first =
        http.get()
            .uri("/replication/sync")
            .accept(MediaType.TEXT_EVENT_STREAM)
            .exchange()
            .expectStatus()
            .isOk()
            .expectHeader()
            .contentTypeCompatibleWith(MediaType.TEXT_EVENT_STREAM)
            .returnResult(WorksDescriptor.class)
            .getResponseBody()
            .blockFirst();
    var save = Objects.requireNonNull(first).save();
    assertThat(save.current()).extracting(ProgressDescriptor::keys).isEqualTo(25L);
  }
}
