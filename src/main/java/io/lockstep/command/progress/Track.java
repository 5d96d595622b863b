package io.lockstep.command.progress;

import org.jspecify.annotations.Nullable;

/** Follows one kind of work with all of the data, on one thread. */
public final class Track {

  /** More than any file has; a damaged one may say anything. */
  private static final long MOST_KEYS = 1L << 48;

  private boolean isUnderWay;
  private long startedAtMs;
  private long bytes;
  private long totalBytes;
  private long keys;
  private long totalKeys;
  private @Nullable Progress last;

  /** A work begins; either total may be {@link Progress#UNKNOWN}. */
  public void begin(long ofBytes, long ofKeys, long nowMs) {
    isUnderWay = true;
    startedAtMs = nowMs;
    bytes = 0;
    totalBytes = ofBytes;
    keys = 0;
    totalKeys = ofKeys;
  }

  /** So many keys will come beside those that were announced before. */
  public void announced(long furtherKeys) {
    totalKeys = Math.max(0, totalKeys) + Math.clamp(furtherKeys, 0, MOST_KEYS);
  }

  /** So many bytes are through. */
  public void reachedBytes(long count) {
    bytes = count;
  }

  /** So many keys are through. */
  public void reachedKeys(long count) {
    keys = count;
  }

  /** So much is through. */
  public void reached(long countOfBytes, long countOfKeys) {
    reachedBytes(countOfBytes);
    reachedKeys(countOfKeys);
  }

  /** It has succeeded. */
  public void succeeded(long nowMs) {
    ended(Progress.SUCCESS, nowMs);
  }

  /** It has ended, for this reason, without success; nothing happens if none goes on. */
  public void failed(String reason, long nowMs) {
    ended(reason, nowMs);
  }

  private void ended(String outcome, long nowMs) {
    if (isUnderWay) {
      isUnderWay = false;
      last = progress(outcome, nowMs);
    }
  }

  /** Where it stands. */
  public LongWork at(long nowMs) {
    return new LongWork(isUnderWay ? progress(null, nowMs) : null, last);
  }

  private Progress progress(@Nullable String outcome, long nowMs) {
    return new Progress(startedAtMs, nowMs, bytes, totalBytes, keys, totalKeys, outcome);
  }
}
