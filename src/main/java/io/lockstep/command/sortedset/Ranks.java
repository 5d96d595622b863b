package io.lockstep.command.sortedset;

/**
 * Members in a row.
 *
 * @param from the rank of the first one
 * @param to the rank behind the last one; there are none when it is not higher than the other
 */
record Ranks(long from, long to) {

  static final Ranks NONE = new Ranks(0, 0);

  long count() {
    return Math.max(0, to - from);
  }

  /** Without so many at the beginning of the walk, and no more than so many; negative is all. */
  Ranks limited(long offset, long limit, boolean isReverse) {
    if (offset < 0 || offset >= count()) {
      return NONE;
    }
    long left = limit < 0 ? count() - offset : Math.min(limit, count() - offset);
    return isReverse
        ? new Ranks(to - offset - left, to - offset)
        : new Ranks(from + offset, from + offset + left);
  }
}
