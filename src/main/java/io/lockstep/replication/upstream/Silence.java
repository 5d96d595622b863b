package io.lockstep.replication.upstream;

/**
 * How long a peer whose lines are awaited has said nothing.
 *
 * @param lastIoMs when anything was heard or sent
 * @param lineSinceMs when the line that is still incomplete began, or {@link #NO_LINE}
 */
public record Silence(long lastIoMs, long lineSinceMs) {
  static final long NO_LINE = -1;

  static Silence from(long nowMs) {
    return new Silence(nowMs, NO_LINE);
  }

  Silence withLineBegun(long nowMs) {
    return lineSinceMs == NO_LINE ? new Silence(nowMs, nowMs) : this;
  }

  boolean isLongerThan(long timeoutMs, long nowMs) {
    return nowMs - lastIoMs > timeoutMs;
  }

  boolean hasLineOlderThan(long timeoutMs, long nowMs) {
    return lineSinceMs != NO_LINE && nowMs - lineSinceMs > timeoutMs;
  }
}
