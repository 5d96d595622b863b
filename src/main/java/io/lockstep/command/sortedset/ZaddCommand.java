package io.lockstep.command.sortedset;

import io.lockstep.command.Call;
import io.lockstep.command.CommandException;
import io.lockstep.command.Errors;
import io.lockstep.command.EventClass;
import io.lockstep.keyspace.Database;
import io.lockstep.keyspace.SortedSetValue;
import io.lockstep.memory.RecordType;

/** ZADD and ZINCRBY: scores given or raised, under conditions. */
final class ZaddCommand {

  private static final int NX = 1;
  private static final int XX = 2;
  private static final int GT = 4;
  private static final int LT = 8;
  private static final int CH = 16;
  private static final int INCR = 32;

  private static final int FIRST_OPTION = 2;

  private static final int NOTHING = 0;
  private static final int UNCHANGED = 1;
  private static final int UPDATED = 2;
  private static final int ADDED = 3;

  private static final int PAIR = 2;
  private static final int TRIPLE = 3;

  private ZaddCommand() {}

  /** Tells the score of the member at an argument. */
  @FunctionalInterface
  private interface ScoreOf {
    double of(Call call, int member);
  }

  static void zadd(Call call) {
    run(call, 0);
  }

  static void zincrby(Call call) {
    run(call, INCR);
  }

  private static void run(Call call, int given) {
    int options = given;
    int first = FIRST_OPTION;
    for (int option = option(call, first); option != 0; option = option(call, first)) {
      options |= option;
      first++;
    }
    check(call, options, first);
    int record = call.write(1, RecordType.SORTED_SET);
    if (record == Database.NONE && has(options, XX)) {
      replyNothing(call, options);
    } else if (has(options, INCR)) {
      increment(call, options, first, set(call, record, first));
    } else {
      add(call, options, first + 1, PAIR, ZaddCommand::scoreBefore, set(call, record, first));
    }
  }

  private static int option(Call call, int i) {
    if (i >= call.count()) {
      return 0;
    } else if (call.is(i, "NX")) {
      return NX;
    } else if (call.is(i, "XX")) {
      return XX;
    } else if (call.is(i, "GT")) {
      return GT;
    } else if (call.is(i, "LT")) {
      return LT;
    } else if (call.is(i, "CH")) {
      return CH;
    }
    return call.is(i, "INCR") ? INCR : 0;
  }

  private static boolean has(int options, int option) {
    return (options & option) != 0;
  }

  /** All that may be wrong is found before anything changes. */
  private static void check(Call call, int options, int first) {
    int rest = call.count() - first;
    if (rest == 0 || rest % 2 != 0) {
      throw new CommandException(Errors.SYNTAX);
    }
    if (has(options, NX) && has(options, XX)) {
      throw new CommandException("ERR XX and NX options at the same time are not compatible");
    }
    if (Integer.bitCount(options & (GT | LT | NX)) > 1) {
      throw new CommandException(
          "ERR GT, LT, and/or NX options at the same time are not compatible");
    }
    if (has(options, INCR) && rest > 2) {
      throw new CommandException("ERR INCR option supports a single increment-element pair");
    }
    for (int i = first; i < call.count(); i += 2) {
      call.arguments().real(i);
    }
  }

  /** The set at the first argument; what is new here will hold something. */
  private static SortedSetValue set(Call call, int record, int first) {
    return set(call, record, (call.count() - first) / PAIR, call.length(first + 1));
  }

  private static SortedSetValue set(Call call, int record, int members, int length) {
    if (record != Database.NONE) {
      return call.collections().sortedSet(record);
    }
    call.created(1);
    return call.collections().newSortedSet(1, members, length);
  }

  private static double scoreBefore(Call call, int member) {
    return call.arguments().real(member - 1);
  }

  /** GEOADD's members, of which each comes behind two arguments that its score was made of. */
  static void addScored(Call call, int optionsEnd, long[] scores) {
    int options = 0;
    for (int i = FIRST_OPTION; i < optionsEnd; i++) {
      options |= option(call, i);
    }
    int record = call.write(1, RecordType.SORTED_SET);
    int member = optionsEnd + TRIPLE - 1;
    if (record == Database.NONE && has(options, XX)) {
      replyNothing(call, options);
    } else {
      SortedSetValue set = set(call, record, scores.length, call.length(member));
      add(call, options, member, TRIPLE, (_, i) -> scores[(i - optionsEnd) / TRIPLE], set);
    }
  }

  private static void add(
      Call call, int options, int firstMember, int step, ScoreOf scores, SortedSetValue set) {
    int added = 0;
    int updated = 0;
    for (int i = firstMember; i < call.count(); i += step) {
      int outcome = put(call, options, set, i, scores.of(call, i));
      added += outcome == ADDED ? 1 : 0;
      updated += outcome == UPDATED ? 1 : 0;
    }
    if (added + updated > 0) {
      changed(call, "zadd", added + updated);
    }
    call.reply().integer(has(options, CH) ? added + updated : added);
  }

  private static void changed(Call call, String event, int changes) {
    call.changed(1);
    call.effects().furtherChanges(changes - 1);
    call.event(EventClass.ZSET, event, 1);
  }

  private static int put(Call call, int options, SortedSetValue set, int i, double score) {
    double current = set.find(call.bytes(), call.start(i), call.length(i));
    if (Double.isNaN(current)) {
      if (has(options, XX)) {
        return NOTHING;
      }
      set.insert(call.bytes(), call.start(i), call.length(i), score);
      return ADDED;
    }
    if (has(options, NX) || isAgainst(options, current, score)) {
      return NOTHING;
    }
    if (score == current) {
      return UNCHANGED;
    }
    set.changeFound(call.bytes(), call.start(i), call.length(i), score);
    return UPDATED;
  }

  private static boolean isAgainst(int options, double current, double score) {
    return (has(options, LT) && score >= current) || (has(options, GT) && score <= current);
  }

  private static void increment(Call call, int options, int first, SortedSetValue set) {
    double current = set.find(call.bytes(), call.start(first + 1), call.length(first + 1));
    double increment = call.arguments().real(first);
    double score = Double.isNaN(current) ? increment : current + increment;
    if (Double.isNaN(score) && !has(options, NX)) {
      throw new CommandException("ERR resulting score is not a number (NaN)");
    }
    int outcome = put(call, options, set, first + 1, score);
    if (outcome >= UPDATED) {
      changed(call, "zincr", 1);
    }
    if (outcome == NOTHING) {
      replyNothing(call, options);
    } else {
      call.reply().decimal(score);
    }
  }

  private static void replyNothing(Call call, int options) {
    if (has(options, INCR)) {
      call.reply().nil();
    } else {
      call.reply().integer(0);
    }
  }
}
