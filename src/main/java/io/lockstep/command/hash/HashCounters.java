package io.lockstep.command.hash;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.lockstep.command.Call;
import io.lockstep.command.CommandException;
import io.lockstep.command.Errors;
import io.lockstep.command.EventClass;
import io.lockstep.command.text.LongDouble;
import io.lockstep.command.text.Numbers;
import io.lockstep.keyspace.HashValue;
import io.lockstep.memory.RecordType;
import io.lockstep.memory.Records;
import io.lockstep.resp.CommandEncoder;
import org.jspecify.annotations.Nullable;

/** HINCRBY and HINCRBYFLOAT. */
final class HashCounters {
  private static final String NOT_AN_INTEGER = "ERR hash value is not an integer";
  private static final String NOT_A_FLOAT = "ERR hash value is not a float";
  private static final String NAN_OR_INFINITY = "ERR value is NaN or Infinity";

  private HashCounters() {}

  static void hincrby(Call call) {
    long increment = call.arguments().number(3);
    int record = settled(call);
    long value = isThere(call, record) ? number(call.element().toBytes()) : 0;
    long sum = value + increment;
    if (((value ^ sum) & (increment ^ sum)) < 0) {
      throw new CommandException(Errors.OVERFLOW);
    }
    store(call, record, Long.toString(sum).getBytes(ISO_8859_1), "hincrby");
    call.reply().integer(sum);
  }

  private static long number(byte[] text) {
    long value = Numbers.parse(text, 0, text.length);
    if (value == Numbers.INVALID && !Numbers.isMinimum(text, 0, text.length)) {
      throw new CommandException(NOT_AN_INTEGER);
    }
    return value;
  }

  static void hincrbyfloat(Call call) {
    LongDouble increment = parse(call.text(3), Errors.NOT_A_FLOAT);
    if (!increment.isFinite()) {
      throw new CommandException(NAN_OR_INFINITY);
    }
    int record = settled(call);
    LongDouble value =
        isThere(call, record)
            ? parse(new String(call.element().toBytes(), ISO_8859_1), NOT_A_FLOAT)
            : LongDouble.ZERO;
    LongDouble sum = value.plus(increment);
    if (!sum.isFinite()) {
      throw new CommandException(Errors.NAN_OR_INFINITY);
    }
    byte[] text = sum.toString().getBytes(ISO_8859_1);
    HashValue hash = store(call, record, text, "hincrbyfloat");
    propagate(call, hash.expireAtMs(call.bytes(), call.start(2), call.length(2)), text);
    call.reply().bulk(text);
  }

  /** Arithmetic may differ between machines, so replicas get the result, and the time again. */
  private static void propagate(Call call, long expireAtMs, byte[] sum) {
    if (expireAtMs == Records.NO_EXPIRY) {
      set(call, call.effects().rewrite(4), sum);
    } else {
      set(call, call.effects().before(4), sum);
      call.effects().addBefore();
      call.effects()
          .rewrite(6)
          .argument("HPEXPIREAT")
          .argument(call.request(), 1)
          .argument(expireAtMs)
          .argument("FIELDS")
          .argument(1)
          .argument(call.request(), 2);
    }
  }

  private static void set(Call call, CommandEncoder command, byte[] sum) {
    command.argument("HSET").argument(call.request(), 1).argument(call.request(), 2).argument(sum);
  }

  private static LongDouble parse(String text, String error) {
    @Nullable LongDouble value = LongDouble.parse(text);
    if (value == null) {
      throw new CommandException(error);
    }
    return value;
  }

  private static boolean isThere(Call call, int record) {
    return call.node().liveFields().find(call, record, 2);
  }

  private static int settled(Call call) {
    int record = call.write(1, RecordType.HASH);
    return call.node().liveFields().settle(call, record, 2, call.count());
  }

  private static HashValue store(Call call, int record, byte[] value, String event) {
    HashValue hash = HashChanges.toFill(call, record);
    hash.put(
        call.bytes(), call.start(2), call.length(2), value, 0, value.length, HashValue.SAME_EXPIRY);
    call.changed(1);
    call.event(EventClass.HASH, event, 1);
    return hash;
  }
}
