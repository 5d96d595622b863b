package io.lockstep.replication.downstream;

/**
 * How many unsent bytes a replica may have (client-output-buffer-limit replica).
 *
 * @param hardBytes at once too many; 0 for no limit
 * @param softBytes too many when it lasts; 0 for no limit
 * @param softSeconds how long it may last
 */
public record OutputLimit(long hardBytes, long softBytes, int softSeconds) {
  public static final OutputLimit REDIS_DEFAULT = new OutputLimit(256L << 20, 64L << 20, 60);
  static final long NOT_OVER = -1;

  /**
   * A limit below the backlog would drop replicas that can continue from it at once, so the
   * backlog's size is the least hard limit (Redis: checkClientOutputBufferLimits).
   */
  public OutputLimit notBelowBacklog(long backlogBytes) {
    return hardBytes == 0 || hardBytes >= backlogBytes
        ? this
        : new OutputLimit(backlogBytes, softBytes, softSeconds);
  }

  /** As often twice the limit, within what a number holds. */
  public OutputLimit doubled(int times) {
    return times == 0
        ? this
        : new OutputLimit(doubled(hardBytes, times), doubled(softBytes, times), softSeconds);
  }

  private static long doubled(long bytes, int times) {
    int room = Long.numberOfLeadingZeros(bytes) - 1;
    return bytes == 0 ? 0 : bytes << Math.min(times, room);
  }

  boolean isOverHard(long bytesBehind) {
    return hardBytes > 0 && bytesBehind >= hardBytes;
  }

  /** Since when the soft limit is exceeded, given since when it was before. */
  long overSoftSince(long beforeMs, long bytesBehind, long nowMs) {
    if (softBytes == 0 || bytesBehind < softBytes) {
      return NOT_OVER;
    }
    return beforeMs == NOT_OVER ? nowMs : beforeMs;
  }

  boolean isOverSoft(long sinceMs, long nowMs) {
    return sinceMs != NOT_OVER && nowMs - sinceMs > softSeconds * 1000L;
  }
}
