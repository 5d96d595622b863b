package io.lockstep.command.sort;

import io.lockstep.command.Call;
import io.lockstep.command.CommandException;
import io.lockstep.command.Errors;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What SORT is asked for.
 *
 * @param by what to compare instead of the elements; without a star in it nothing is sorted
 * @param wanted what to answer instead of the elements; empty for themselves
 * @param offset how many elements to leave out
 * @param count how many to answer; negative for all
 * @param target the argument with the key to store into, or {@link #NO_TARGET}
 */
record SortQuery(
    boolean isDescending,
    boolean isAlphabetic,
    @Nullable SortPattern by,
    List<SortPattern> wanted,
    long offset,
    long count,
    int target) {

  static final int NO_TARGET = 0;

  /** Reads the options. */
  static SortQuery of(Call call, boolean mayStore) {
    Reading reading = new Reading(call, mayStore);
    for (int i = 2; i < call.count(); ) {
      i += reading.option(i);
    }
    return reading.query();
  }

  /** Whether the elements stay in the order that they have. */
  boolean keepsOrder() {
    return by != null && !by.hasStar();
  }

  private static final class Reading {
    private final Call call;
    private final boolean mayStore;
    private final List<SortPattern> wanted = new ArrayList<>();
    private boolean isDescending;
    private boolean isAlphabetic;
    private @Nullable SortPattern by;
    private long offset;
    private long count = -1;
    private int target = NO_TARGET;

    Reading(Call call, boolean mayStore) {
      this.call = call;
      this.mayStore = mayStore;
    }

    /** Reads an option; returns how many arguments it has. */
    int option(int i) {
      int behind = call.count() - i - 1;
      if (call.is(i, "ASC") || call.is(i, "DESC")) {
        isDescending = call.is(i, "DESC");
        return 1;
      } else if (call.is(i, "ALPHA")) {
        isAlphabetic = true;
        return 1;
      } else if (call.is(i, "LIMIT") && behind >= 2) {
        offset = call.arguments().number(i + 1);
        count = call.arguments().number(i + 2);
        return 3;
      } else if (behind >= 1 && takesPattern(i)) {
        return 2;
      }
      throw new CommandException(Errors.SYNTAX);
    }

    private boolean takesPattern(int i) {
      if (call.is(i, "STORE") && mayStore) {
        target = i + 1;
      } else if (call.is(i, "BY")) {
        by = new SortPattern(call.request().copy(i + 1));
      } else if (call.is(i, "GET")) {
        wanted.add(new SortPattern(call.request().copy(i + 1)));
      } else {
        return false;
      }
      return true;
    }

    SortQuery query() {
      return new SortQuery(isDescending, isAlphabetic, by, wanted, offset, count, target);
    }
  }
}
