package io.lockstep.command.statistics;

import java.util.Arrays;

/**
 * How fast a count grows: the mean of the last samples, each of which spans a tenth of a second or
 * more (Redis, {@code trackInstantaneousMetric}).
 */
final class RateSampler {

  private static final int SAMPLES = 16;
  private static final long SPAN_MS = 100;
  private static final double SECOND_MS = 1_000;

  private final double[] perSecond = new double[SAMPLES];
  private int next;
  private long sampledAtMs = -1;
  private long sampledCount;

  /** Looks at the count; at once after the last look, it waits for more. */
  void sample(long count, long nowMs) {
    if (sampledAtMs < 0) {
      start(count, nowMs);
    } else if (nowMs - sampledAtMs >= SPAN_MS) {
      perSecond[next] = (count - sampledCount) * SECOND_MS / (nowMs - sampledAtMs);
      next = (next + 1) % SAMPLES;
      start(count, nowMs);
    }
  }

  private void start(long count, long nowMs) {
    sampledAtMs = nowMs;
    sampledCount = count;
  }

  /** Growth in a second. */
  double perSecond() {
    return Arrays.stream(perSecond).sum() / SAMPLES;
  }

  /** Forgets everything; the count starts at zero again. */
  void reset() {
    Arrays.fill(perSecond, 0);
    sampledAtMs = -1;
  }
}
