package io.lockstep.simulation;

import java.time.Instant;
import java.time.InstantSource;

/** Virtual time, in microseconds since 1970; only the agenda moves it. */
final class SimulatedClock {

  private static final long START_US = 1_700_000_000_000_000L;
  private static final long MS_US = 1_000;

  private long nowUs = START_US;

  long nowUs() {
    return nowUs;
  }

  /** Microseconds since the world began. */
  long ageUs() {
    return nowUs - START_US;
  }

  /** Time goes on, never back. */
  void advanceTo(long us) {
    nowUs = Math.max(nowUs, us);
  }

  /** A clock that runs as this one, and is wrong by a constant. */
  InstantSource skewedBy(long skewMs) {
    return new InstantSource() {
      @Override
      public Instant instant() {
        return Instant.ofEpochMilli(millis());
      }

      @Override
      public long millis() {
        return nowUs / MS_US + skewMs;
      }
    };
  }
}
