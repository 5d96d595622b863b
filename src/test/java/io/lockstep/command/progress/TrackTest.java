package io.lockstep.command.progress;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TrackTest {

  private final Track track = new Track();

  private @Nullable Progress current(long nowMs) {
    return track.at(nowMs).current();
  }

  @Test
  void knowsNothingBeforeTheFirst() {
    assertThat(track.at(1)).isEqualTo(new LongWork(null, null));
    track.failed("never begun", 1);
    assertThat(track.at(1)).isEqualTo(new LongWork(null, null));
  }

  @Test
  void tellsRateAndTimeLeftByTheBytes() {
    track.begin(4_000, Progress.UNKNOWN, 10_000);
    track.reached(1_000, 5);
    Progress progress = Objects.requireNonNull(current(12_000));

    assertThat(progress)
        .isEqualTo(new Progress(10_000, 12_000, 1_000, 4_000, 5, Progress.UNKNOWN, null));
    assertThat(progress.bytesPerSecond()).isEqualTo(500);
    assertThat(progress.etaSeconds()).isEqualTo(6);
  }

  @Test
  void tellsTheTimeLeftByTheKeysIfNobodyKnowsTheBytes() {
    track.begin(Progress.UNKNOWN, Progress.UNKNOWN, 0);
    track.announced(30);
    track.announced(10);
    track.reached(1_000, 10);

    assertThat(current(1_000)).extracting(Progress::totalKeys).isEqualTo(40L);
    assertThat(current(1_000)).extracting(Progress::etaSeconds).isEqualTo(3L);
  }

  @Test
  void doesNotGuessWithoutAnyTotalNorBeforeAnythingIsThrough() {
    track.begin(Progress.UNKNOWN, Progress.UNKNOWN, 0);
    track.reached(1_000, 10);
    assertThat(current(1_000)).extracting(Progress::etaSeconds).isEqualTo(Progress.UNKNOWN);
    track.begin(1_000, 10, 1_000);
    assertThat(current(2_000)).extracting(Progress::etaSeconds).isEqualTo(Progress.UNKNOWN);
  }

  @Test
  void keepsTheLastBesideTheNext() {
    track.begin(10, 1, 0);
    track.reached(10, 1);
    track.succeeded(5);
    track.begin(20, 2, 7);

    assertThat(track.at(8))
        .isEqualTo(
            new LongWork(
                new Progress(7, 8, 0, 20, 0, 2, null),
                new Progress(0, 5, 10, 10, 1, 1, Progress.SUCCESS)));
  }

  @Test
  void tellsWhyItFailed() {
    track.begin(10, 1, 0);
    track.failed("given up", 5);
    track.succeeded(6);

    assertThat(current(7)).isNull();
    assertThat(track.at(7).last()).extracting(Progress::outcome).isEqualTo("given up");
  }

  @Test
  void bearsNonsenseOfADamagedFile() {
    track.begin(10, Progress.UNKNOWN, 0);
    track.announced(Long.MAX_VALUE);
    track.announced(Long.MAX_VALUE);
    track.announced(-5);
    assertThat(current(1)).extracting(Progress::totalKeys).asString().doesNotContain("-");
  }
}
