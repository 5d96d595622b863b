package io.lockstep.command.statistics;

/**
 * How often which duration occurred, to two significant digits: each power of two of nanoseconds is
 * cut into 128 equal parts.
 */
public final class DurationHistogram {

  private static final int EXACT = 256; // durations below have a bucket each
  private static final int PARTS = EXACT / 2;
  private static final int PART_BITS = 7;
  private static final long LONGEST_NANOS = 1_000_000_000;

  private final long[] counts = new long[bucket(LONGEST_NANOS) + 1];
  private long total;

  /** Counts a duration; one above a second counts as a second. */
  public void add(long nanos) {
    counts[bucket(Math.clamp(nanos, 1, LONGEST_NANOS))]++;
    total++;
  }

  long total() {
    return total;
  }

  /** The duration that so many percent do not exceed. */
  public long percentileNanos(double percent) {
    long rank = Math.max(1, (long) Math.ceil(percent / 100 * total));
    long seen = 0;
    for (int bucket = 0; bucket < counts.length; bucket++) {
      seen += counts[bucket];
      if (seen >= rank) {
        return longestIn(bucket);
      }
    }
    return LONGEST_NANOS;
  }

  private static int bucket(long nanos) {
    if (nanos < EXACT) {
      return (int) nanos;
    }
    int shift = Long.SIZE - 1 - Long.numberOfLeadingZeros(nanos) - PART_BITS;
    return shift * PARTS + (int) (nanos >> shift);
  }

  private static long longestIn(int bucket) {
    if (bucket < EXACT) {
      return bucket;
    }
    int shift = bucket / PARTS - 1;
    long part = bucket - (long) shift * PARTS;
    return ((part + 1) << shift) - 1;
  }
}
