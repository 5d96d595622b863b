package io.lockstep.command.list;

import io.lockstep.command.Call;
import io.lockstep.command.CommandException;
import io.lockstep.command.Errors;
import io.lockstep.command.EventClass;
import io.lockstep.keyspace.Database;
import io.lockstep.keyspace.ListValue;
import io.lockstep.memory.RecordType;

/** Moving elements from list to list, and taking them from the first of several lists. */
final class ListMoves {
  private static final int SOURCE = 1;
  private static final int TARGET = 2;

  private ListMoves() {}

  static void lmove(Call call) {
    ListEnd from = ListEnd.of(call, 3);
    ListEnd to = ListEnd.of(call, 4);
    moveOrNil(call, from, to);
  }

  static void rpoplpush(Call call) {
    moveOrNil(call, ListEnd.RIGHT, ListEnd.LEFT);
  }

  private static void moveOrNil(Call call, ListEnd from, ListEnd to) {
    int source = call.write(SOURCE, RecordType.LIST);
    if (source == Database.NONE) {
      call.reply().nil();
    } else {
      move(call, source, from, to);
    }
  }

  /** Moves an element of the list at the first key to the other one, and answers it. */
  static void move(Call call, int source, ListEnd from, ListEnd to) {
    int target = call.write(TARGET, RecordType.LIST);
    ListValue list = call.collections().list(source);
    from.seek(list);
    byte[] moved = list.element().toBytes();
    // what is kept as a number takes no room, Redis reckons
    int growth = list.isNumber() ? 0 : moved.length;
    list.remove();
    int left = list.record();
    list = call.collections().listToFill(TARGET, target == source ? left : target);
    list.grow(growth, 1);
    to.push(list, moved, 0, moved.length);
    call.changed(TARGET);
    call.event(EventClass.LIST, to.pushEvent(), TARGET);
    call.reply().bulk(moved);
    ListEnds.removed(call, SOURCE, target == source ? list : call.collections().list(left), from);
  }

  static void lmpop(Call call) {
    PopTerms terms = PopTerms.read(call, 1);
    if (!popFirstOf(call, terms)) {
      call.reply().nullArray();
    }
  }

  /** Takes elements from the first list that is there, and answers its key and them. */
  static boolean popFirstOf(Call call, PopTerms terms) {
    for (int key = terms.firstKey(); key <= terms.lastKey(); key++) {
      int record = call.write(key, RecordType.LIST);
      if (record != Database.NONE) {
        popFrom(call, key, call.collections().list(record), terms);
        return true;
      }
    }
    return false;
  }

  private static void popFrom(Call call, int key, ListValue list, PopTerms terms) {
    long count = Math.min(terms.count(), list.size());
    call.reply().array(2);
    call.reply().bulk(call.bytes(), call.start(key), call.length(key));
    ListEnds.answerMany(call, key, list, terms.end(), count);
    call.effects()
        .rewrite(3)
        .argument(terms.end().popCommand())
        .argument(call.request(), key)
        .argument(count);
  }

  /**
   * What LMPOP and BLMPOP were told.
   *
   * @param count how many elements at most
   */
  record PopTerms(int firstKey, int lastKey, ListEnd end, long count) {

    /** Terms that begin with the number of keys. */
    static PopTerms read(Call call, int numberAt) {
      long keys =
          call.arguments()
              .numberBetween(numberAt, 1, Long.MAX_VALUE, "ERR numkeys should be greater than 0");
      int first = numberAt + 1;
      if (keys > call.count() - first - 1) {
        throw new CommandException(Errors.SYNTAX);
      }
      int endAt = first + (int) keys;
      return new PopTerms(first, endAt - 1, ListEnd.of(call, endAt), count(call, endAt + 1));
    }

    private static long count(Call call, int i) {
      if (i == call.count()) {
        return 1;
      }
      if (i + 1 == call.count() || !call.is(i, "COUNT")) {
        throw new CommandException(Errors.SYNTAX);
      }
      long count =
          call.arguments()
              .numberBetween(i + 1, 1, Long.MAX_VALUE, "ERR count should be greater than 0");
      if (i + 2 < call.count()) { // only after the count was looked at, as in Redis
        throw new CommandException(Errors.SYNTAX);
      }
      return count;
    }
  }
}
