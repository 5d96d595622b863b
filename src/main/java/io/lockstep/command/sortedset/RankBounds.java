package io.lockstep.command.sortedset;

import io.lockstep.command.Call;
import io.lockstep.keyspace.SortedSetValue;

/** The ranks between two arguments, both included; negative ones count from the end. */
record RankBounds(long first, long last, boolean isReverse) implements Bounds {

  static RankBounds of(Call call, int first, int last, boolean isReverse) {
    return new RankBounds(call.arguments().number(first), call.arguments().number(last), isReverse);
  }

  @Override
  public Ranks in(SortedSetValue set) {
    long size = set.size();
    long from = Math.max(0, first < 0 ? first + size : first);
    long to = Math.min(size, (last < 0 ? last + size : last) + (last == Long.MAX_VALUE ? 0 : 1));
    return isReverse ? new Ranks(size - to, size - from) : new Ranks(from, to);
  }
}
