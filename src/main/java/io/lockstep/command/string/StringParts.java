package io.lockstep.command.string;

import static io.lockstep.memory.Records.NO_EXPIRY;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import io.lockstep.command.Call;
import io.lockstep.command.CommandException;
import io.lockstep.command.Errors;
import io.lockstep.command.EventClass;
import io.lockstep.keyspace.Database;
import io.lockstep.memory.Records;
import java.lang.foreign.MemorySegment;

/** The verbs of a part of a string: its length, its end, a range of it. */
final class StringParts {

  private static final byte[] NOTHING = {};

  private StringParts() {}

  static void strlen(Call call) {
    int record = call.readString(1);
    call.reply().integer(record == Database.NONE ? 0 : call.records().valueLength(record));
  }

  static void append(Call call) {
    int record = call.writeString(1);
    int length = call.length(2);
    if (record == Database.NONE) {
      call.strings().put(1, 2, NO_EXPIRY);
      call.event(EventClass.STRING, "append", 1);
      call.reply().integer(length);
      return;
    }
    int former = call.records().valueLength(record);
    int total = StringLength.checked(call, former, length);
    write(call, call.database().resizeValue(record, total), former, 2);
    call.changed(1);
    call.event(EventClass.STRING, "append", 1);
    call.reply().integer(total);
  }

  static void setrange(Call call) {
    long offset = call.arguments().number(2);
    if (offset < 0) {
      throw new CommandException(Errors.OFFSET_OUT_OF_RANGE);
    }
    int record = call.writeString(1);
    int former = record == Database.NONE ? 0 : call.records().valueLength(record);
    if (call.length(3) == 0) {
      call.reply().integer(former);
      return;
    }
    int total = Math.max(former, StringLength.checked(call, offset, call.length(3)));
    int grown = call.database().resizeValue(orEmpty(call, record), total);
    write(call, grown, (int) offset, 3);
    call.changed(1);
    call.event(EventClass.STRING, "setrange", 1);
    call.reply().integer(total);
  }

  private static int orEmpty(Call call, int record) {
    return record == Database.NONE ? call.strings().store(1, NOTHING, 0, 0, NO_EXPIRY) : record;
  }

  /** Writes an argument into a value that the caller owns; it is raw from then on. */
  private static void write(Call call, int record, int at, int argument) {
    Records records = call.records();
    MemorySegment.copy(
        call.bytes(),
        call.start(argument),
        records.segment(record),
        JAVA_BYTE,
        records.valueOffset(record) + at,
        call.length(argument));
    records.markRaw(record);
  }

  static void getrange(Call call) {
    long start = call.arguments().number(2);
    long end = call.arguments().number(3);
    int record = call.readString(1);
    int length = record == Database.NONE ? 0 : call.records().valueLength(record);
    boolean isBackwards = start < 0 && end < 0 && start > end;
    long from = Math.max(0, start < 0 ? length + start : start);
    long to = Math.min(length - 1L, Math.max(0, end < 0 ? length + end : end));
    if (isBackwards || from > to) {
      call.reply().bulk(NOTHING);
    } else {
      answerRange(call, record, from, (int) (to - from + 1));
    }
  }

  private static void answerRange(Call call, int record, long from, int length) {
    Records records = call.records();
    call.reply().bulk(records.segment(record), records.valueOffset(record) + from, length);
  }
}
