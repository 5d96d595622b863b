package io.lockstep.rdb;

/**
 * The 24 bits that a record keeps about its use: seconds of the last access under LRU; under LFU 16
 * bits of minutes above the 8 bits of a counter that fades by 1 per decay period (object.c,
 * evict.c).
 */
final class AccessClock {
  private static final int CLOCK_MASK = 0xff_ffff;
  private static final int MINUTES_MASK = 0xffff;
  private static final int COUNTER_BITS = 8;
  private static final int COUNTER_MASK = 0xff;
  private static final int FIRST_COUNTER = 5;
  private static final int MS_PER_SECOND = 1000;
  private static final int MS_PER_MINUTE = 60_000;

  private AccessClock() {}

  static int lru(long nowMs, long idleSeconds) {
    return (int) (nowMs / MS_PER_SECOND - idleSeconds) & CLOCK_MASK;
  }

  static int idleSeconds(int clock, long nowMs) {
    return (lru(nowMs, 0) - clock) & CLOCK_MASK;
  }

  static int lfu(long nowMs, int counter) {
    return minutes(nowMs) << COUNTER_BITS | (counter & COUNTER_MASK);
  }

  static int freshLfu(long nowMs) {
    return lfu(nowMs, FIRST_COUNTER);
  }

  static int counter(int clock, long nowMs, int decayMinutes) {
    int counter = clock & COUNTER_MASK;
    int elapsed = (minutes(nowMs) - (clock >>> COUNTER_BITS)) & MINUTES_MASK;
    return decayMinutes == 0 ? counter : Math.max(0, counter - elapsed / decayMinutes);
  }

  private static int minutes(long nowMs) {
    return (int) (nowMs / MS_PER_MINUTE) & MINUTES_MASK;
  }
}
