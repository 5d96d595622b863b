package io.lockstep.command.sortedset;

import io.lockstep.command.Call;
import io.lockstep.command.CommandException;
import io.lockstep.command.Errors;
import io.lockstep.command.waiting.KeyTerms;
import io.lockstep.keyspace.Database;
import io.lockstep.keyspace.SortedSetValue;
import io.lockstep.memory.RecordType;
import io.lockstep.resp.ReplyWriter;

/** The verbs that take members out at either end. */
final class PopCommands {

  private static final String KEYS_MISSING = "ERR numkeys should be greater than 0";
  private static final String COUNT_MISSING = "ERR count should be greater than 0";

  private PopCommands() {}

  static void zpopmin(Call call) {
    pop(call, false);
  }

  static void zpopmax(Call call) {
    pop(call, true);
  }

  /** With a count, RESP3 has an array for each member. */
  private static void pop(Call call, boolean isMax) {
    if (call.count() > 3) {
      throw new CommandException(Errors.SYNTAX);
    }
    boolean hasCount = call.count() == 3;
    long wanted = hasCount ? call.arguments().positive(2) : 1;
    int record = call.write(1, RecordType.SORTED_SET);
    if (record == Database.NONE || wanted == 0) {
      call.reply().array(0);
      return;
    }
    SortedSetValue set = call.collections().sortedSet(record);
    Ranks ranks = atEnd(set, wanted, isMax);
    boolean isPaired = hasCount && call.reply().protocol() == 3;
    new SortedSetReply(call, true, isPaired).walk(set, ranks, isMax);
    remove(call, 1, set, ranks, isMax);
  }

  private static Ranks atEnd(SortedSetValue set, long wanted, boolean isMax) {
    long size = set.size();
    long count = Math.min(wanted, size);
    return isMax ? new Ranks(size - count, size) : new Ranks(0, count);
  }

  private static void remove(Call call, int i, SortedSetValue set, Ranks ranks, boolean isMax) {
    RangeCommands.remove(call, i, set, ranks, isMax ? "zpopmax" : "zpopmin");
  }

  // ---- one of many keys

  static void zmpop(Call call) {
    ManyKeys keys = ManyKeys.of(call, 1);
    if (!pop(call, keys)) {
      call.reply().nullArray();
    }
  }

  static void bzpopmin(Call call) {
    waitToPop(call, false);
  }

  static void bzpopmax(Call call) {
    waitToPop(call, true);
  }

  private static void waitToPop(Call call, boolean isMax) {
    int last = call.count() - 2;
    long untilMs = call.arguments().deadlineFromSeconds(last + 1);
    for (int i = 1; i <= last; i++) {
      int record = call.write(i, RecordType.SORTED_SET);
      if (record != Database.NONE) {
        popOne(call, i, call.collections().sortedSet(record), isMax);
        return;
      }
    }
    call.waitForKeys(KeyTerms.of(RecordType.SORTED_SET, untilMs, 1, last));
  }

  private static void popOne(Call call, int i, SortedSetValue set, boolean isMax) {
    Ranks ranks = atEnd(set, 1, isMax);
    call.reply().array(3);
    call.reply().bulk(call.bytes(), call.start(i), call.length(i));
    new SortedSetReply(call, true, false).addAll(set, ranks, isMax);
    remove(call, i, set, ranks, isMax);
    call.effects().rewrite(2).argument(plainVerb(isMax)).argument(call.request(), i);
  }

  private static String plainVerb(boolean isMax) {
    return isMax ? "ZPOPMAX" : "ZPOPMIN";
  }

  static void bzmpop(Call call) {
    ManyKeys keys = ManyKeys.of(call, 2);
    long untilMs = call.arguments().deadlineFromSeconds(1);
    if (!pop(call, keys)) {
      int count = keys.last - keys.first + 1;
      call.waitForKeys(KeyTerms.of(RecordType.SORTED_SET, untilMs, keys.first, count));
    }
  }

  /**
   * What the verbs for many keys are asked.
   *
   * @param first the argument of the first key
   * @param last of the last one
   */
  record ManyKeys(int first, int last, boolean isMax, long count) {

    static ManyKeys of(Call call, int number) {
      long keys = call.arguments().numberBetween(number, 1, Long.MAX_VALUE, KEYS_MISSING);
      if (keys >= call.count() - number - 1) {
        throw new CommandException(Errors.SYNTAX);
      }
      int end = number + 1 + (int) keys;
      if (!call.is(end, "MIN") && !call.is(end, "MAX")) {
        throw new CommandException(Errors.SYNTAX);
      }
      return new ManyKeys(number + 1, end - 1, call.is(end, "MAX"), count(call, end + 1));
    }

    private static long count(Call call, int first) {
      if (first == call.count()) {
        return 1;
      }
      if (!call.is(first, "COUNT") || first + 1 == call.count()) {
        throw new CommandException(Errors.SYNTAX);
      }
      long count = call.arguments().numberBetween(first + 1, 1, Long.MAX_VALUE, COUNT_MISSING);
      if (first + 2 != call.count()) {
        throw new CommandException(Errors.SYNTAX);
      }
      return count;
    }
  }

  /** Pops from the first key that is there; false if none is. */
  static boolean pop(Call call, ManyKeys keys) {
    for (int i = keys.first; i <= keys.last; i++) {
      int record = call.write(i, RecordType.SORTED_SET);
      if (record != Database.NONE) {
        pop(call, keys, i, call.collections().sortedSet(record));
        return true;
      }
    }
    return false;
  }

  private static void pop(Call call, ManyKeys keys, int i, SortedSetValue set) {
    Ranks ranks = atEnd(set, keys.count, keys.isMax);
    ReplyWriter reply = call.reply();
    reply.array(2);
    reply.bulk(call.bytes(), call.start(i), call.length(i));
    new SortedSetReply(call, true, true).walk(set, ranks, keys.isMax);
    remove(call, i, set, ranks, keys.isMax);
    call.effects()
        .rewrite(3)
        .argument(plainVerb(keys.isMax))
        .argument(call.request(), i)
        .argument(ranks.count());
  }
}
