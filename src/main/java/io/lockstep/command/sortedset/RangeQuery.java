package io.lockstep.command.sortedset;

import io.lockstep.command.Call;
import io.lockstep.command.CommandException;
import io.lockstep.command.Errors;
import io.lockstep.keyspace.SortedSetValue;
import org.jspecify.annotations.Nullable;

/**
 * What ZRANGE and its like ask for.
 *
 * @param offset members to pass over, and
 * @param limit how many to take then; negative is all of them
 */
record RangeQuery(Bounds bounds, boolean isReverse, boolean withScores, long offset, long limit) {

  /** What the bounds of a range are. */
  enum By {
    RANK,
    SCORE,
    MEMBER
  }

  private static final String NO_LIMIT =
      "ERR syntax error, LIMIT is only supported in combination with either BYSCORE or BYLEX";
  private static final String NO_SCORES =
      "ERR syntax error, WITHSCORES not supported in combination with BYLEX";

  /** The query of a verb whose options choose what the bounds are; the key is at this argument. */
  static RangeQuery general(Call call, int key, boolean isStored) {
    return new Options(call, !isStored, null, null).read(key);
  }

  /** The query of a verb that says what the bounds are. */
  static RangeQuery of(Call call, By by, boolean isReverse) {
    return new Options(call, true, by, isReverse).read(1);
  }

  /** The ranks that are meant. */
  Ranks in(SortedSetValue set) {
    Ranks ranks = bounds.in(set);
    return bounds instanceof RankBounds ? ranks : ranks.limited(offset, limit, isReverse);
  }

  /** The options of one request as they are read. */
  private static final class Options {
    private final Call call;
    private final boolean mayHaveScores;
    private @Nullable By by;
    private @Nullable Boolean isReverse;
    private boolean withScores;
    private long offset;
    private long limit = -1;

    Options(Call call, boolean mayHaveScores, @Nullable By by, @Nullable Boolean isReverse) {
      this.call = call;
      this.mayHaveScores = mayHaveScores;
      this.by = by;
      this.isReverse = isReverse;
    }

    RangeQuery read(int key) {
      boolean choosesBounds = by == null;
      boolean choosesDirection = isReverse == null;
      for (int i = key + 3; i < call.count(); i++) {
        if (mayHaveScores && call.is(i, "WITHSCORES")) {
          withScores = true;
        } else if (call.is(i, "LIMIT") && i + 2 < call.count()) {
          offset = call.arguments().number(i + 1);
          limit = call.arguments().number(i + 2);
          i += 2;
        } else if (choosesDirection && isReverse == null && call.is(i, "REV")) {
          isReverse = true;
        } else if (choosesBounds && by == null && call.is(i, "BYLEX")) {
          by = By.MEMBER;
        } else if (choosesBounds && by == null && call.is(i, "BYSCORE")) {
          by = By.SCORE;
        } else {
          throw new CommandException(Errors.SYNTAX);
        }
      }
      By chosen = by == null ? By.RANK : by;
      check(chosen);
      boolean reverse = isReverse != null && isReverse;
      return new RangeQuery(bounds(chosen, key, reverse), reverse, withScores, offset, limit);
    }

    private void check(By chosen) {
      if (limit != -1 && chosen == By.RANK) {
        throw new CommandException(NO_LIMIT);
      }
      if (withScores && chosen == By.MEMBER) {
        throw new CommandException(NO_SCORES);
      }
    }

    /** Backwards, scores and members are given from the highest to the lowest, but not ranks. */
    private Bounds bounds(By chosen, int key, boolean reverse) {
      int min = reverse ? key + 2 : key + 1;
      int max = reverse ? key + 1 : key + 2;
      return switch (chosen) {
        case RANK -> RankBounds.of(call, key + 1, key + 2, reverse);
        case SCORE -> ScoreBounds.of(call, min, max);
        case MEMBER -> MemberBounds.of(call, min, max);
      };
    }
  }
}
