package io.lockstep.command;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import io.lockstep.command.text.Numbers;
import io.lockstep.keyspace.Database;
import io.lockstep.memory.Records;
import io.lockstep.resp.Request;
import java.lang.foreign.MemorySegment;

/** The strings that a call's keys hold, read as numbers or put in place of whatever was there. */
public final class Strings {

  private final Call call;
  private final byte[] digits = new byte[Numbers.MAX_LENGTH];

  Strings(Call call) {
    this.call = call;
  }

  /**
   * A string that spells a number.
   *
   * @throws CommandException "value is not an integer or out of range"
   */
  public long numberIn(int record) {
    Records records = call.records();
    int length = records.valueLength(record);
    if (length > digits.length) {
      throw new CommandException(Errors.NOT_AN_INTEGER);
    }
    MemorySegment.copy(
        records.segment(record), JAVA_BYTE, records.valueOffset(record), digits, 0, length);
    long value = Numbers.parse(digits, 0, length);
    if (value == Numbers.INVALID && !Numbers.isMinimum(digits, 0, length)) {
      throw new CommandException(Errors.NOT_AN_INTEGER);
    }
    return value;
  }

  /** Gives the key at one argument the string at another, in place of whatever it had. */
  public void put(int key, int value, long expireAtMs) {
    Request arguments = call.request();
    put(key, arguments.bytes(), arguments.start(value), arguments.length(value), expireAtMs);
  }

  /** Gives the key at argument {@code key} a string, in place of whatever it had. */
  public void put(int key, byte[] value, int start, int length, long expireAtMs) {
    store(key, value, start, length, expireAtMs);
    call.changed(key);
  }

  /** Like {@link #put}, for callers that go on with the record and then tell what changed. */
  public int store(int key, byte[] value, int start, int length, long expireAtMs) {
    Request arguments = call.request();
    Database database = call.database();
    int record =
        database.putString(
            arguments.bytes(),
            arguments.start(key),
            arguments.length(key),
            value,
            start,
            length,
            expireAtMs);
    boolean wasExpired =
        database.replacedExpireAtMs() != Records.NO_EXPIRY
            && call.node().liveKeys().replaced(call, key, database.replacedExpireAtMs());
    if (wasExpired || !database.replaced()) {
      call.created(key);
    }
    return record;
  }

  /** Like {@link #put}, but a key that is there keeps its time of expiry. */
  public void putKeepingExpiry(int key, byte[] value, int start, int length) {
    int record = call.peek(key);
    long expireAtMs =
        record == Database.NONE ? Records.NO_EXPIRY : call.records().expireAtMs(record);
    put(key, value, start, length, expireAtMs);
  }
}
