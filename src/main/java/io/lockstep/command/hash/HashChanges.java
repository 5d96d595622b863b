package io.lockstep.command.hash;

import io.lockstep.command.Call;
import io.lockstep.command.CommandException;
import io.lockstep.command.Errors;
import io.lockstep.command.EventClass;
import io.lockstep.keyspace.Database;
import io.lockstep.keyspace.HashValue;
import io.lockstep.memory.RecordType;

/** HSET and its kin, HDEL. */
final class HashChanges {
  private HashChanges() {}

  static void hset(Call call) {
    call.reply().integer(putAll(call));
  }

  static void hmset(Call call) {
    putAll(call);
    call.ok();
  }

  /** Gives each field its value; returns how many are new. */
  private static int putAll(Call call) {
    if (call.count() % 2 != 0) {
      throw new CommandException(Errors.wrongArity(call.command().fullName()));
    }
    HashValue hash = toFill(call, call.write(1, RecordType.HASH));
    int added = 0;
    for (int i = 2; i < call.count(); i += 2) {
      added += put(call, hash, i) ? 1 : 0;
    }
    call.changed(1);
    call.event(EventClass.HASH, "hset", 1);
    return added;
  }

  /** The hash of the record, or a new one. */
  static HashValue toFill(Call call, int record) {
    if (record == Database.NONE) {
      call.created(1);
    }
    return call.collections().hashToFill(1, record);
  }

  private static boolean put(Call call, HashValue hash, int i) {
    return hash.put(
        call.bytes(),
        call.start(i),
        call.length(i),
        call.bytes(),
        call.start(i + 1),
        call.length(i + 1));
  }

  static void hsetnx(Call call) {
    int record = call.write(1, RecordType.HASH);
    record = call.node().liveFields().settle(call, record, 2, call.count());
    boolean isThere = call.node().liveFields().find(call, record, 2);
    if (!isThere) {
      put(call, toFill(call, record), 2);
      call.changed(1);
      call.event(EventClass.HASH, "hset", 1);
    }
    call.reply().integer(isThere ? 0 : 1);
  }

  static void hdel(Call call) {
    int record = call.write(1, RecordType.HASH);
    int removed = record == Database.NONE ? 0 : remove(call, call.collections().hash(record));
    call.reply().integer(removed);
  }

  private static int remove(Call call, HashValue hash) {
    int removed = 0;
    for (int i = 2; i < call.count() && hash.size() > 0; i++) {
      removed += hash.remove(call.bytes(), call.start(i), call.length(i)) ? 1 : 0;
    }
    if (removed > 0) {
      call.changed(1);
      call.event(EventClass.HASH, "hdel", 1);
      if (hash.size() == 0) {
        call.collections().dropEmpty(1, hash.record());
      }
    }
    return removed;
  }
}
