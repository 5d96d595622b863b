package io.lockstep.command.list;

import io.lockstep.command.Call;
import io.lockstep.command.CommandException;
import io.lockstep.command.Errors;
import io.lockstep.command.EventClass;
import io.lockstep.keyspace.Database;
import io.lockstep.keyspace.ListValue;
import io.lockstep.memory.RecordType;

/** The verbs that change a list within. */
final class ListChanges {
  private ListChanges() {}

  static void lset(Call call) {
    int record = call.write(1);
    if (record == Database.NONE) {
      throw new CommandException(Errors.NO_SUCH_KEY);
    }
    ListValue list = call.collections().list(call.require(record, RecordType.LIST));
    long index = call.arguments().number(2);
    list.grow(call.length(3), 1);
    if (!ListCommands.seek(list, index)) {
      throw new CommandException(Errors.OUT_OF_RANGE);
    }
    list.replace(call.bytes(), call.start(3), call.length(3));
    list.shrink();
    call.changed(1);
    call.event(EventClass.LIST, "lset", 1);
    call.ok();
  }

  static void linsert(Call call) {
    boolean isAfter = call.is(2, "AFTER");
    if (!isAfter && !call.is(2, "BEFORE")) {
      throw new CommandException(Errors.SYNTAX);
    }
    int record = call.write(1, RecordType.LIST);
    if (record == Database.NONE) {
      call.reply().integer(0);
    } else {
      call.reply().integer(insert(call, call.collections().list(record), isAfter));
    }
  }

  /** Returns how long the list is then, or -1 when the element to insert at is not there. */
  private static long insert(Call call, ListValue list, boolean isAfter) {
    list.grow(call.length(4), 1); // as Redis does, even if nothing comes of it
    if (!seekTarget(call, list, 3)) {
      return -1;
    }
    if (isAfter) {
      list.insertAfter(call.bytes(), call.start(4), call.length(4));
    } else {
      list.insertBefore(call.bytes(), call.start(4), call.length(4));
    }
    call.changed(1);
    call.event(EventClass.LIST, "linsert", 1);
    return list.size();
  }

  /** Goes to the first element that equals argument i. */
  private static boolean seekTarget(Call call, ListValue list, int i) {
    list.target(call.bytes(), call.start(i), call.length(i));
    boolean stands = list.seekFirst();
    while (stands && !list.isAtTarget()) {
      stands = list.next();
    }
    return stands;
  }

  // ---- taking out

  static void ltrim(Call call) {
    long start = call.arguments().number(2);
    long stop = call.arguments().number(3);
    int record = call.write(1, RecordType.LIST);
    if (record != Database.NONE) {
      trim(call, call.collections().list(record), start, stop);
    }
    call.ok();
  }

  private static void trim(Call call, ListValue list, long start, long stop) {
    long size = list.size();
    long from = ListRange.from(start, size);
    long kept = ListRange.count(from, stop, size);
    long before = kept == 0 ? 0 : from;
    long behind = size - before - kept;
    list.remove(before + kept, behind);
    list.remove(0, before);
    tellOfTrim(call, before + behind);
    call.event(EventClass.LIST, "ltrim", 1);
    ListEnds.settle(call, 1, list);
  }

  /** A trim that took nothing out is nothing to the log, but to who watches the key. */
  private static void tellOfTrim(Call call, long removed) {
    if (removed > 0) {
      call.changed(1);
    } else {
      call.node()
          .watches()
          .changed(call.client().database, call.bytes(), call.start(1), call.length(1));
    }
  }

  static void lrem(Call call) {
    long count = call.arguments().number(2);
    int record = call.write(1, RecordType.LIST);
    call.reply()
        .integer(
            record == Database.NONE ? 0 : remove(call, call.collections().list(record), count));
  }

  private static long remove(Call call, ListValue list, long count) {
    list.target(call.bytes(), call.start(3), call.length(3));
    long removed =
        count < 0
            ? removeBackwards(list, count == Long.MIN_VALUE ? Long.MAX_VALUE : -count)
            : removeForwards(list, count == 0 ? Long.MAX_VALUE : count);
    if (removed > 0) {
      call.changed(1);
      call.event(EventClass.LIST, "lrem", 1);
      ListEnds.settle(call, 1, list);
    }
    return removed;
  }

  private static long removeForwards(ListValue list, long most) {
    long removed = 0;
    boolean stands = list.seekFirst();
    while (stands && removed < most) {
      boolean isTarget = list.isAtTarget();
      removed += isTarget ? 1 : 0;
      stands = isTarget ? list.remove() : list.next();
    }
    return removed;
  }

  private static long removeBackwards(ListValue list, long most) {
    long removed = 0;
    boolean stands = list.seekLast();
    while (stands && removed < most) {
      boolean isTarget = list.isAtTarget();
      removed += isTarget ? 1 : 0;
      stands = isTarget ? list.removeAndGoBack() : list.previous();
    }
    return removed;
  }
}
