package io.lockstep.command.hash;

import io.lockstep.command.Call;
import io.lockstep.command.CommandException;
import io.lockstep.command.Errors;
import io.lockstep.command.EventClass;
import io.lockstep.keyspace.Database;
import io.lockstep.keyspace.HashValue;
import io.lockstep.memory.RecordType;
import io.lockstep.memory.Records;
import io.lockstep.resp.CommandEncoder;

/** HSETEX: gives fields values and a time at which they run out, if all or none are there. */
final class HsetexCommand {
  private static final String NOT_A_COUNT = "ERR invalid number of fields";
  private static final String NO_TIME = "ERR missing expire time";
  private static final String TWO_CONDITIONS =
      "ERR Only one of FXX or FNX arguments can be specified";
  private static final String TWO_ENDS =
      "ERR Only one of EX, PX, EXAT, PXAT or KEEPTTL arguments can be specified";

  private static final int NOWHERE = -1;

  private final Call call;
  private FieldEnd end = FieldEnd.UNTOLD;
  private int endAt = NOWHERE;
  private long atMs = Records.NO_EXPIRY;
  private boolean onlyIfAll;
  private boolean onlyIfNone;
  private int first; // argument with the first field; values and fields follow in turn

  private HsetexCommand(Call call) {
    this.call = call;
  }

  static void hsetex(Call call) {
    HsetexCommand command = new HsetexCommand(call);
    command.parse();
    command.run();
  }

  // ---- arguments

  private void parse() {
    int i = 2;
    while (first == 0) {
      if (i == call.count()) {
        throw wrongArity(); // FIELDS has not come
      }
      i = parseWord(i);
    }
  }

  private int parseWord(int i) {
    FieldEnd told = FieldEnd.at(call, i);
    if (call.is(i, "FIELDS")) {
      parseFields(i);
    } else if (told != FieldEnd.UNTOLD && told != FieldEnd.PERSIST) {
      return parseEnd(told, i);
    } else if (call.is(i, "FXX") || call.is(i, "FNX")) {
      parseCondition(i);
    } else {
      throw new CommandException("ERR unknown argument: " + Errors.untilNul(call.text(i)));
    }
    return i + 1;
  }

  private void parseFields(int i) {
    if (i >= call.count() - 3) {
      throw wrongArity();
    }
    long fields = call.arguments().numberBetween(i + 1, 1, Integer.MAX_VALUE, NOT_A_COUNT);
    if (fields * 2 != call.count() - i - 2) {
      throw wrongArity();
    }
    first = i + 2;
  }

  private CommandException wrongArity() {
    return new CommandException(Errors.wrongArity(call.command().fullName()));
  }

  private int parseEnd(FieldEnd told, int i) {
    if (end != FieldEnd.UNTOLD) {
      throw new CommandException(TWO_ENDS);
    }
    end = told;
    if (!told.hasTime()) {
      return i + 1;
    }
    if (i + 1 == call.count()) {
      throw new CommandException(NO_TIME);
    }
    endAt = i;
    atMs = told.time(call, i + 1);
    return i + 2;
  }

  private void parseCondition(int i) {
    if (onlyIfAll || onlyIfNone) {
      throw new CommandException(TWO_CONDITIONS);
    }
    onlyIfAll = call.is(i, "FXX");
    onlyIfNone = !onlyIfAll;
  }

  // ---- the change

  private void run() {
    int record = call.write(1, RecordType.HASH);
    record = call.node().liveFields().settle(call, record, first, 2);
    if (!isMet(record)) {
      call.reply().integer(0);
      return;
    }
    HashValue hash = HashChanges.toFill(call, record);
    boolean isPast = endAt != NOWHERE && FieldTime.isPast(call, atMs);
    for (int i = first; i < call.count(); i += 2) {
      put(hash, i, isPast);
    }
    tell(isPast);
    if (hash.size() == 0) {
      call.collections().dropEmpty(1, hash.record());
    }
    call.reply().integer(1);
  }

  private boolean isMet(int record) {
    int found = 0;
    int fields = 0;
    for (int i = first; (onlyIfAll || onlyIfNone) && i < call.count(); i += 2) {
      found += isThere(record, i) ? 1 : 0;
      fields++;
    }
    return onlyIfAll ? found == fields : found == 0;
  }

  private boolean isThere(int record, int i) {
    return record != Database.NONE
        && call.collections()
            .hash(record)
            .find(call.bytes(), call.start(i), call.length(i), call.element());
  }

  private void put(HashValue hash, int i, boolean isPast) {
    if (isPast) {
      FieldExpiry.delete(call, hash, i);
    } else {
      hash.put(
          call.bytes(),
          call.start(i),
          call.length(i),
          call.bytes(),
          call.start(i + 1),
          call.length(i + 1),
          end == FieldEnd.KEEPTTL ? HashValue.SAME_EXPIRY : atMs);
    }
  }

  private void tell(boolean isPast) {
    call.changed(1);
    call.effects().furtherChanges((call.count() - first) / 2 - 1L);
    call.event(EventClass.HASH, "hset", 1);
    if (endAt != NOWHERE) {
      call.event(EventClass.HASH, isPast ? "hdel" : "hexpire", 1);
    }
    if (isPast) {
      call.effects().keepFromLog(); // what replicas need is there already
    } else if (endAt != NOWHERE && end != FieldEnd.PXAT) {
      propagateMoment();
    }
  }

  private void propagateMoment() {
    CommandEncoder rewritten = call.effects().rewrite(call.count());
    for (int i = 0; i < call.count(); i++) {
      if (i == endAt) {
        rewritten.argument("PXAT");
      } else if (i == endAt + 1) {
        rewritten.argument(atMs);
      } else {
        rewritten.argument(call.request(), i);
      }
    }
  }
}
