package io.lockstep.command.string;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.lockstep.command.Call;
import io.lockstep.command.CommandException;
import io.lockstep.command.Errors;
import io.lockstep.command.EventClass;
import io.lockstep.command.text.LongDouble;
import io.lockstep.keyspace.Database;
import io.lockstep.memory.Records;
import io.lockstep.resp.ReplyWriter;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/** The verbs that count: strings that spell a number, changed by an amount. */
final class CounterCommands {

  private CounterCommands() {}

  static void incr(Call call) {
    add(call, 1);
  }

  static void decr(Call call) {
    add(call, -1);
  }

  static void incrby(Call call) {
    add(call, call.arguments().number(2));
  }

  static void decrby(Call call) {
    long amount = call.arguments().number(2);
    if (amount == Long.MIN_VALUE) {
      throw new CommandException(Errors.DECREMENT_OVERFLOW);
    }
    add(call, -amount);
  }

  private static void add(Call call, long amount) {
    int record = call.writeString(1);
    long value = record == Database.NONE ? 0 : call.strings().numberIn(record);
    long sum = value + amount;
    if (((value ^ sum) & (amount ^ sum)) < 0) {
      throw new CommandException(Errors.OVERFLOW);
    }
    ReplyWriter reply = call.reply();
    reply.integer(sum);
    int digitsAt = reply.digitsStart();
    store(call, record, reply.bytes(), digitsAt, reply.digitsEnd() - digitsAt);
    call.event(EventClass.STRING, "incrby", 1);
  }

  /**
   * Stores the digits of the reply; a number is neither raw nor text, so a record that is gives
   * way.
   */
  private static void store(Call call, int record, byte[] bytes, int start, int length) {
    Records records = call.records();
    if (record == Database.NONE || records.isRaw(record) || records.isText(record)) {
      call.strings().putKeepingExpiry(1, bytes, start, length);
      return;
    }
    int owned = call.database().resizeValue(record, length);
    MemorySegment.copy(
        bytes, start, records.segment(owned), JAVA_BYTE, records.valueOffset(owned), length);
    call.changed(1);
  }

  static void incrbyfloat(Call call) {
    int record = call.writeString(1);
    LongDouble value = record == Database.NONE ? LongDouble.ZERO : parse(valueOf(call, record));
    LongDouble sum = value.plus(parse(call.text(2)));
    if (!sum.isFinite()) {
      throw new CommandException(Errors.NAN_OR_INFINITY);
    }
    byte[] text = sum.toString().getBytes(ISO_8859_1);
    long expireAtMs =
        record == Database.NONE ? Records.NO_EXPIRY : call.records().expireAtMs(record);
    call.records().markText(call.strings().store(1, text, 0, text.length, expireAtMs));
    call.changed(1);
    propagateSet(call, text);
    call.event(EventClass.STRING, "incrbyfloat", 1);
    call.reply().bulk(text);
  }

  private static String valueOf(Call call, int record) {
    return new String(call.records().value(record), ISO_8859_1);
  }

  private static LongDouble parse(String text) {
    @Nullable LongDouble value = LongDouble.parse(text);
    if (value == null) {
      throw new CommandException(Errors.NOT_A_FLOAT);
    }
    return value;
  }

  /** Arithmetic may differ between machines, so replicas get the result. */
  private static void propagateSet(Call call, byte[] text) {
    call.effects()
        .rewrite(4)
        .argument("SET")
        .argument(call.request(), 1)
        .argument(text)
        .argument("KEEPTTL");
  }
}
