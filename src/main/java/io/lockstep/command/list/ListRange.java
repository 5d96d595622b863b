package io.lockstep.command.list;

/** The part of a list between two indexes, which count from the tail when they are negative. */
final class ListRange {
  private ListRange() {}

  /** The first index of the range; behind the end when there is nothing in it. */
  static long from(long start, long size) {
    return Math.min(size, Math.max(0, start < 0 ? start + size : start));
  }

  /** How many elements there are from an index up to another one. */
  static long count(long from, long stop, long size) {
    long last = Math.min(size - 1, stop < 0 ? stop + size : stop);
    return Math.max(0, last - from + 1);
  }
}
