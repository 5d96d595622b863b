package io.lockstep.replication.upstream;

/**
 * What the loader of a snapshot has said so far.
 *
 * @param isStarted it reads; from then on the master is kept awake
 * @param isFinished it has read the whole snapshot and found it sound
 * @param newlineAtMs when the master was last kept awake
 */
public record LoadWatch(boolean isStarted, boolean isFinished, long newlineAtMs) {
  static final LoadWatch IDLE = new LoadWatch(false, false, Long.MIN_VALUE / 2);

  LoadWatch started() {
    return isStarted ? this : new LoadWatch(true, isFinished, newlineAtMs);
  }

  LoadWatch finished() {
    return new LoadWatch(true, true, newlineAtMs);
  }

  LoadWatch newlineAt(long nowMs) {
    return new LoadWatch(isStarted, isFinished, nowMs);
  }

  boolean owesNewline(long nowMs) {
    return isStarted && nowMs - newlineAtMs >= UpstreamLink.NEWLINE_PERIOD_MS;
  }
}
