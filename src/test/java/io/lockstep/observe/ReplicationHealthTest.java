package io.lockstep.observe;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.admin.StandInEngine;
import io.lockstep.engine.EngineView;
import io.lockstep.engine.EngineView.TransferView;
import io.lockstep.engine.EngineView.UpstreamView;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.Status;

class ReplicationHealthTest {
  private static final long NOW_MS = 10_000;
  private static final HealthLimits LIMITS =
      new HealthLimits(Duration.ofSeconds(5), Duration.ofSeconds(10));

  static Stream<Arguments> states() {
    var loading = new TransferView(-1, 500, 20, 9_000);
    return Stream.of(
        Arguments.of("a master", StandInEngine.master(), Status.UP),
        Arguments.of("a fault", StandInEngine.broken("lost"), Status.DOWN),
        Arguments.of("connected", link("CONNECTED", true, -1, null), Status.UP),
        Arguments.of("never up", link("CONNECTING", false, 0, null), Status.OUT_OF_SERVICE),
        Arguments.of("loading", link("TRANSFER", false, 9_999, loading), Status.OUT_OF_SERVICE),
        Arguments.of("down for 5 s", link("CONNECT", false, 5_000, null), Status.UP),
        Arguments.of(
            "down for longer", link("CONNECT", false, 4_999, null), Status.OUT_OF_SERVICE));
  }

  private static EngineView link(
      String state, boolean isUp, long downSinceMs, @Nullable TransferView transfer) {
    return StandInEngine.replica(
        new UpstreamView("h", 1, state, isUp, 70, downSinceMs, 90, 100, transfer, null));
  }

  @ParameterizedTest(name = "{0}: {2}")
  @MethodSource("states")
  void followsTheTable(String state, EngineView view, Status expected) {
    var health = health(view, NOW_MS);
    assertThat(health.getStatus()).as(state).isEqualTo(expected);
    assertThat(health.getDetails().containsKey("reason")).isEqualTo(!expected.equals(Status.UP));
  }

  @Test
  void isDownWhenTheEngineIsSilent() {
    var view = StandInEngine.master();
    assertThat(health(view, NOW_MS + 10_000).getStatus()).isEqualTo(Status.UP);
    var health = health(view, NOW_MS + 10_001);
    assertThat(health.getStatus()).isEqualTo(Status.DOWN);
    assertThat(health.getDetails())
        .containsEntry("reason", "The engine has been silent for 10001 ms");
  }

  @Test
  void tellsStateAndAgeOfTheLink() {
    assertThat(health(link("CONNECT", false, 4_000, null), NOW_MS).getDetails())
        .containsEntry("role", "replica")
        .containsEntry("repl_state", "CONNECT")
        .containsEntry("link", "down")
        .containsEntry("last_io_age_ms", 70L)
        .containsEntry("lag_bytes", 10L)
        .containsEntry("down_for_ms", 6_000L);
  }

  @Test
  void isDownWithoutANode() {
    var health =
        new ReplicationHealth(
            () -> {
              throw new RejectedExecutionException("not started");
            },
            LIMITS,
            () -> Instant.EPOCH);
    assertThat(health.health().map(it -> it.getStatus()).block()).isEqualTo(Status.DOWN);
  }

  private static Health health(EngineView view, long nowMs) {
    return new ReplicationHealth(() -> view, LIMITS, () -> Instant.EPOCH).health(view, nowMs);
  }
}
