package io.lockstep.command.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Percentiles are those of the durations counted, rounded up within a bucket of two digits. */
class DurationHistogramTest {

  private final DurationHistogram durations = new DurationHistogram();

  @Test
  void keepsShortDurationsExactly() {
    durations.add(7);
    durations.add(200);
    assertThat(durations.percentileNanos(50)).isEqualTo(7);
    assertThat(durations.percentileNanos(100)).isEqualTo(200);
  }

  @Test
  void roundsLongDurationsToTwoDigits() {
    durations.add(50_000_000);
    assertThat(durations.percentileNanos(99)).isBetween(50_000_000L, 50_500_000L);
  }

  @Test
  void putsEveryDurationWithinItsBucket() {
    for (long nanos = 1; nanos < 1_000_000_000; nanos = nanos * 9 / 8 + 1) {
      var one = new DurationHistogram();
      one.add(nanos);
      assertThat(one.percentileNanos(50)).isBetween(nanos, nanos + nanos / 100 + 1);
    }
  }

  @Test
  void countsWhatIsLongerThanASecondAsASecond() {
    durations.add(Long.MAX_VALUE);
    assertThat(durations.percentileNanos(50)).isBetween(1_000_000_000L, 1_010_000_000L);
    assertThat(durations.total()).isEqualTo(1);
  }
}
