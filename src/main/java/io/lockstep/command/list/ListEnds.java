package io.lockstep.command.list;

import io.lockstep.command.Call;
import io.lockstep.command.CommandException;
import io.lockstep.command.Errors;
import io.lockstep.command.EventClass;
import io.lockstep.keyspace.Database;
import io.lockstep.keyspace.ListValue;
import io.lockstep.memory.RecordType;

/** Putting elements in and taking them out at either end of a list. */
final class ListEnds {
  private ListEnds() {}

  static void lpush(Call call) {
    push(call, call.write(1, RecordType.LIST), ListEnd.LEFT);
  }

  static void rpush(Call call) {
    push(call, call.write(1, RecordType.LIST), ListEnd.RIGHT);
  }

  static void lpushx(Call call) {
    pushIfThere(call, ListEnd.LEFT);
  }

  static void rpushx(Call call) {
    pushIfThere(call, ListEnd.RIGHT);
  }

  private static void pushIfThere(Call call, ListEnd end) {
    int record = call.write(1, RecordType.LIST);
    if (record == Database.NONE) {
      call.reply().integer(0);
    } else {
      push(call, record, end);
    }
  }

  private static void push(Call call, int record, ListEnd end) {
    ListValue list = call.collections().listToFill(1, record);
    list.grow(bytes(call, 2), call.count() - 2);
    for (int i = 2; i < call.count(); i++) {
      end.push(list, call.bytes(), call.start(i), call.length(i));
    }
    call.changed(1);
    call.event(EventClass.LIST, end.pushEvent(), 1);
    call.reply().integer(list.size());
  }

  private static long bytes(Call call, int from) {
    long bytes = 0;
    for (int i = from; i < call.count(); i++) {
      bytes += call.length(i);
    }
    return bytes;
  }

  static void lpop(Call call) {
    pop(call, ListEnd.LEFT);
  }

  static void rpop(Call call) {
    pop(call, ListEnd.RIGHT);
  }

  private static void pop(Call call, ListEnd end) {
    if (call.count() > 3) {
      throw new CommandException(Errors.wrongArity(call.command().fullName()));
    }
    if (call.count() == 2) {
      popOne(call, end);
    } else {
      popMany(call, end, call.arguments().numberBetween(2, 0, Long.MAX_VALUE, Errors.NOT_POSITIVE));
    }
  }

  private static void popOne(Call call, ListEnd end) {
    int record = call.write(1, RecordType.LIST);
    if (record == Database.NONE) {
      call.reply().nil();
    } else {
      answerOne(call, 1, call.collections().list(record), end);
    }
  }

  /** Takes out the element at an end, and answers it. */
  static void answerOne(Call call, int key, ListValue list, ListEnd end) {
    end.seek(list);
    call.bulk(list.element());
    list.remove();
    removed(call, key, list, end);
  }

  private static void popMany(Call call, ListEnd end, long count) {
    int record = call.write(1, RecordType.LIST);
    if (record == Database.NONE) {
      call.reply().nullArray();
    } else if (count == 0) {
      call.reply().array(0);
    } else {
      ListValue list = call.collections().list(record);
      answerMany(call, 1, list, end, Math.min(count, list.size()));
    }
  }

  /** Takes out so many elements at an end, which are there, and answers them as they come. */
  static void answerMany(Call call, int key, ListValue list, ListEnd end, long count) {
    if (end == ListEnd.LEFT) {
      ListCommands.answer(call, list, 0, count);
    } else {
      answerBackwards(call, list, count);
    }
    end.drop(list, count);
    removed(call, key, list, end);
  }

  private static void answerBackwards(Call call, ListValue list, long count) {
    call.reply().array(count);
    list.seekLast();
    for (long left = count; left > 0; left--) {
      call.bulk(list.element());
      list.previous();
    }
  }

  /** Tells what was taken out, and sees to what is left. */
  static void removed(Call call, int key, ListValue list, ListEnd end) {
    call.changed(key);
    call.event(EventClass.LIST, end.popEvent(), key);
    settle(call, key, list);
  }

  /** Drops a list that has got empty, packs one that has got small. */
  static void settle(Call call, int key, ListValue list) {
    if (list.size() == 0) {
      call.collections().dropEmpty(key, list.record());
    } else {
      list.shrink();
    }
  }
}
