package io.lockstep.command.list;

import io.lockstep.command.Call;
import io.lockstep.command.CommandException;
import io.lockstep.command.Errors;
import io.lockstep.keyspace.Database;
import io.lockstep.keyspace.ListValue;
import io.lockstep.memory.RecordType;

/** LPOS: where in a list an element is. */
final class ListSearch {
  private static final long ONLY_FIRST = -1;
  private static final String ZERO_RANK =
      "ERR RANK can't be zero: use 1 to start from the first match, 2 from the second ... or use"
          + " negative to start from the end of the list";
  private static final String RANK_OUT_OF_RANGE =
      "ERR value is out of range, value must between -9223372036854775807 and"
          + " 9223372036854775807";

  private final Call call;
  private long rank = 1;
  private long count = ONLY_FIRST; // 0 for all
  private long most; // elements to be looked at; 0 for all

  private ListSearch(Call call) {
    this.call = call;
  }

  static void lpos(Call call) {
    ListSearch search = new ListSearch(call);
    search.readOptions();
    int record = call.read(1, RecordType.LIST);
    if (record != Database.NONE) {
      search.run(call.collections().list(record));
    } else if (search.count == ONLY_FIRST) {
      call.reply().nil();
    } else {
      call.reply().array(0);
    }
  }

  private void readOptions() {
    for (int i = 3; i < call.count(); i += 2) {
      if (i + 1 == call.count()) {
        throw new CommandException(Errors.SYNTAX);
      }
      readOption(i);
    }
  }

  private void readOption(int i) {
    if (call.is(i, "RANK")) {
      rank = rank(i + 1);
    } else if (call.is(i, "COUNT")) {
      count =
          call.arguments().numberBetween(i + 1, 0, Long.MAX_VALUE, "ERR COUNT can't be negative");
    } else if (call.is(i, "MAXLEN")) {
      most =
          call.arguments().numberBetween(i + 1, 0, Long.MAX_VALUE, "ERR MAXLEN can't be negative");
    } else {
      throw new CommandException(Errors.SYNTAX);
    }
  }

  private long rank(int i) {
    long value = call.arguments().number(i);
    if (value == Long.MIN_VALUE) {
      throw new CommandException(RANK_OUT_OF_RANGE);
    }
    if (value == 0) {
      throw new CommandException(ZERO_RANK);
    }
    return value;
  }

  private void run(ListValue list) {
    list.target(call.bytes(), call.start(2), call.length(2));
    if (count == ONLY_FIRST) {
      if (answerMatches(list, 1) == 0) {
        call.reply().nil();
      }
    } else {
      int mark = call.reply().deferArray();
      call.reply().settle(mark, answerMatches(list, count == 0 ? Integer.MAX_VALUE : count));
    }
  }

  /** Answers the indexes of up to so many matches, and returns how many these are. */
  private int answerMatches(ListValue list, long wanted) {
    long toPass = Math.abs(rank) - 1;
    int found = 0;
    boolean stands = rank > 0 ? list.seekFirst() : list.seekLast();
    for (long seen = 0; stands && found < wanted && (most == 0 || seen < most); seen++) {
      if (list.isAtTarget() && --toPass < 0) {
        call.reply().integer(rank > 0 ? seen : list.size() - 1 - seen);
        found++;
      }
      stands = rank > 0 ? list.next() : list.previous();
    }
    return found;
  }
}
