package io.lockstep.engine.saving;

/**
 * When data is said to shrink.
 *
 * @param percent of its keys that are left at most
 * @param leastKeys below which it is not worth a word
 */
record ShrinkRule(long percent, long leastKeys) {

  private static final double WHOLE = 100;

  boolean isShrink(long before, long after) {
    return before >= Math.max(1, leastKeys) && after / (double) before < percent / WHOLE;
  }
}
