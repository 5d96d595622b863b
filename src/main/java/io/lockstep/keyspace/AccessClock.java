package io.lockstep.keyspace;

import io.lockstep.memory.Records;
import java.util.random.RandomGenerator;

/**
 * Gives meaning to the 24 access bits of a record: the second of its last access, or, when a policy
 * goes by frequency, 16 bits of minutes and a logarithmic counter that decays with time. The rules
 * are those of Redis' {@code evict.c}.
 */
public final class AccessClock {
  private static final int CLOCK_MASK = 0xFF_FFFF;
  private static final int MINUTES_MASK = 0xFFFF;
  private static final int COUNTER_BITS = 8;
  private static final int MAX_COUNTER = 0xFF;
  private static final int NEW_COUNTER = 5;

  private long nowMs;
  private boolean byFrequency;
  private int logFactor = 10;
  private int decayMinutes = 1;

  public void advance(long toMs) {
    nowMs = toMs;
  }

  public void byFrequency(boolean frequency) {
    byFrequency = frequency;
  }

  public boolean isByFrequency() {
    return byFrequency;
  }

  /** The parameters lfu-log-factor and lfu-decay-time. */
  public void frequencyRules(int newLogFactor, int newDecayMinutes) {
    logFactor = newLogFactor;
    decayMinutes = newDecayMinutes;
  }

  private int second() {
    return (int) (nowMs / 1000) & CLOCK_MASK;
  }

  private int minute() {
    return (int) (nowMs / 60_000) & MINUTES_MASK;
  }

  /** Bits of a record that is new. */
  public int initial() {
    return byFrequency ? ofFrequency(NEW_COUNTER) : second();
  }

  /** Bits of a record that replaces one with these bits. */
  int replacing(int clock) {
    return byFrequency ? clock : second();
  }

  public int ofIdleSeconds(long seconds) {
    return (int) (nowMs / 1000 - seconds) & CLOCK_MASK;
  }

  public int ofFrequency(int counter) {
    return minute() << COUNTER_BITS | counter;
  }

  /** Notes an access to a record. */
  public void touch(Records records, int record, RandomGenerator random) {
    int clock = records.accessClock(record);
    int touched = byFrequency ? ofFrequency(counted(frequency(clock), random)) : second();
    if (touched != clock) {
      records.accessClock(record, touched);
    }
  }

  private int counted(int counter, RandomGenerator random) {
    if (counter == MAX_COUNTER) {
      return counter;
    }
    double chance = 1.0 / (Math.max(0, counter - NEW_COUNTER) * (double) logFactor + 1);
    return random.nextDouble() < chance ? counter + 1 : counter;
  }

  public int idleSeconds(int clock) {
    return (second() - clock) & CLOCK_MASK;
  }

  /** The counter as it is by now. */
  public int frequency(int clock) {
    int counter = clock & MAX_COUNTER;
    int minutes = (minute() - (clock >>> COUNTER_BITS)) & MINUTES_MASK;
    int decay = decayMinutes == 0 ? 0 : minutes / decayMinutes;
    return Math.max(0, counter - decay);
  }
}
