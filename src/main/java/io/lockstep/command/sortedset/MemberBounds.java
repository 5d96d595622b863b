package io.lockstep.command.sortedset;

import io.lockstep.command.Call;
import io.lockstep.command.CommandException;
import io.lockstep.keyspace.SortedSetValue;

/** The members between two arguments, whose first byte tells whether they are in the range. */
record MemberBounds(Call call, int min, int max) implements Bounds {

  static MemberBounds of(Call call, int min, int max) {
    check(call, min);
    check(call, max);
    return new MemberBounds(call, min, max);
  }

  /** As C sees it, a text ends with a zero byte. */
  private static void check(Call call, int i) {
    boolean isBound =
        switch (first(call, i)) {
          case '(', '[' -> true;
          case '+', '-' -> call.length(i) == 1 || call.bytes()[call.start(i) + 1] == 0;
          default -> false;
        };
    if (!isBound) {
      throw new CommandException("ERR min or max not valid string range item");
    }
  }

  private static int first(Call call, int i) {
    return call.length(i) == 0 ? 0 : call.bytes()[call.start(i)];
  }

  @Override
  public Ranks in(SortedSetValue set) {
    return new Ranks(countBefore(set, min, '('), countBefore(set, max, '['));
  }

  private long countBefore(SortedSetValue set, int i, char orEqual) {
    int first = first(call, i);
    if (first == '-' || first == '+') {
      return first == '-' ? 0 : set.size();
    }
    return set.countBefore(call.bytes(), call.start(i) + 1, call.length(i) - 1, first == orEqual);
  }
}
