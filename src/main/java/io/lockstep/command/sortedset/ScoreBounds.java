package io.lockstep.command.sortedset;

import io.lockstep.command.Call;
import io.lockstep.command.CommandException;
import io.lockstep.command.text.Doubles;
import io.lockstep.keyspace.SortedSetValue;

/** The scores between two arguments, each of which is in the range unless a bracket opens it. */
record ScoreBounds(double min, boolean withMin, double max, boolean withMax) implements Bounds {

  static ScoreBounds of(Call call, int min, int max) {
    return new ScoreBounds(
        bound(call, min), !isOpen(call, min), bound(call, max), !isOpen(call, max));
  }

  private static boolean isOpen(Call call, int i) {
    return call.length(i) > 0 && call.bytes()[call.start(i)] == '(';
  }

  private static double bound(Call call, int i) {
    int skipped = isOpen(call, i) ? 1 : 0;
    double bound =
        Doubles.parseBound(call.bytes(), call.start(i) + skipped, call.length(i) - skipped);
    if (Double.isNaN(bound)) {
      throw new CommandException("ERR min or max is not a float");
    }
    return bound;
  }

  @Override
  public Ranks in(SortedSetValue set) {
    return new Ranks(set.countBelow(min, !withMin), set.countBelow(max, withMax));
  }
}
