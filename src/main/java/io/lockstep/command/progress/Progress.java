package io.lockstep.command.progress;

import org.jspecify.annotations.Nullable;

/**
 * How far a work with all of the data had got at a moment. Times are in milliseconds since 1970.
 *
 * @param atMs the moment; when it ended, if it has
 * @param totalBytes how many there will be; {@link #UNKNOWN} as long as nobody knows
 * @param totalKeys the same of keys
 * @param outcome {@link #SUCCESS}, or why it has not succeeded; null while it goes on
 */
public record Progress(
    long startedAtMs,
    long atMs,
    long bytes,
    long totalBytes,
    long keys,
    long totalKeys,
    @Nullable String outcome) {

  /** Stands for what is not known. */
  public static final long UNKNOWN = -1;

  /** The outcome of what has succeeded. */
  public static final String SUCCESS = "ok";

  private static final long SECOND_MS = 1_000;

  /** The mean so far. */
  public long bytesPerSecond() {
    return bytes * SECOND_MS / Math.max(1, atMs - startedAtMs);
  }

  /**
   * How long the rest takes at the speed so far, by the bytes if their total is known, or else by
   * the keys; {@link #UNKNOWN} if neither tells.
   */
  public long etaSeconds() {
    if (outcome != null) {
      return 0;
    }
    return totalBytes > 0 ? secondsLeft(bytes, totalBytes) : secondsLeft(keys, totalKeys);
  }

  private long secondsLeft(long done, long total) {
    if (done <= 0 || total < 0) {
      return UNKNOWN;
    }
    double seconds = (atMs - startedAtMs) / (double) SECOND_MS;
    return (long) Math.ceil(seconds * Math.max(0, total - done) / done);
  }
}
