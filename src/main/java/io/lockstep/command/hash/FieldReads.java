package io.lockstep.command.hash;

import io.lockstep.command.Call;
import io.lockstep.command.EventClass;
import io.lockstep.keyspace.Database;
import io.lockstep.keyspace.HashValue;
import io.lockstep.memory.RecordType;
import io.lockstep.memory.Records;
import io.lockstep.resp.CommandEncoder;

/** HGETEX and HGETDEL: values are read, and the end of their fields decided. */
final class FieldReads {
  private FieldReads() {}

  // ---- HGETEX

  static void hgetex(Call call) {
    int record = call.write(1, RecordType.HASH);
    FieldEnd end = endOf(call);
    long atMs = end.hasTime() ? end.time(call, 3) : Records.NO_EXPIRY;
    FieldArguments fields = FieldArguments.at(call, 2 + end.words(), FieldArguments.NOT_POSITIVE);
    record = call.node().liveFields().settle(call, record, fields.first(), 1);
    call.reply().array(fields.count());
    if (record == Database.NONE) {
      writeNone(call, fields.count());
    } else if (end.hasTime()) {
      expire(call, call.collections().hash(record), fields, atMs);
    } else {
      readAndPersist(call, call.collections().hash(record), fields, end);
    }
  }

  private static FieldEnd endOf(Call call) {
    FieldEnd end = FieldEnd.at(call, 2);
    return end == FieldEnd.KEEPTTL ? FieldEnd.UNTOLD : end; // which only HSETEX knows
  }

  private static void writeNone(Call call, int count) {
    for (int i = 0; i < count; i++) {
      call.reply().nil();
    }
  }

  private static void expire(Call call, HashValue hash, FieldArguments fields, long atMs) {
    FieldExpiry expiry = new FieldExpiry(call, hash, FieldCondition.ANY, fields, atMs);
    for (int i = fields.first(); i < fields.end(); i++) {
      write(call, hash, i);
      expiry.apply(i);
    }
    expiry.conclude(false);
  }

  private static boolean write(Call call, HashValue hash, int i) {
    boolean isThere = hash.find(call.bytes(), call.start(i), call.length(i), call.element());
    if (isThere) {
      call.bulk(call.element());
    } else {
      call.reply().nil();
    }
    return isThere;
  }

  private static void readAndPersist(
      Call call, HashValue hash, FieldArguments fields, FieldEnd end) {
    int persisted = 0;
    for (int i = fields.first(); i < fields.end(); i++) {
      boolean isTimed = write(call, hash, i) && hash.foundExpireAtMs() != Records.NO_EXPIRY;
      if (end == FieldEnd.PERSIST && isTimed) {
        hash.expireAt(call.bytes(), call.start(i), call.length(i), Records.NO_EXPIRY);
        persisted++;
      }
    }
    if (persisted > 0) {
      call.changed(1);
      call.effects().furtherChanges(persisted - 1);
      call.event(EventClass.HASH, "hpersist", 1);
      propagatePersist(call, fields);
    }
  }

  private static void propagatePersist(Call call, FieldArguments fields) {
    CommandEncoder command =
        call.effects()
            .rewrite(fields.count() + 4)
            .argument("HPERSIST")
            .argument(call.request(), 1)
            .argument("FIELDS")
            .argument(fields.count());
    addFields(call, command, fields);
  }

  private static void addFields(Call call, CommandEncoder command, FieldArguments fields) {
    for (int i = fields.first(); i < fields.end(); i++) {
      command.argument(call.request(), i);
    }
  }

  // ---- HGETDEL

  static void hgetdel(Call call) {
    int record = call.write(1, RecordType.HASH);
    FieldArguments fields = FieldArguments.at(call, 2, FieldArguments.NOT_POSITIVE);
    record = call.node().liveFields().settle(call, record, fields.first(), 1);
    call.reply().array(fields.count());
    if (record == Database.NONE) {
      writeNone(call, fields.count());
    } else {
      takeAll(call, call.collections().hash(record), fields);
    }
  }

  private static void takeAll(Call call, HashValue hash, FieldArguments fields) {
    int deleted = 0;
    for (int i = fields.first(); i < fields.end(); i++) {
      if (write(call, hash, i)) {
        hash.remove(call.bytes(), call.start(i), call.length(i));
        deleted++;
      }
    }
    if (deleted > 0) {
      call.changed(1);
      call.effects().furtherChanges(deleted - 1);
      call.event(EventClass.HASH, "hdel", 1);
      addFields(
          call,
          call.effects().rewrite(fields.count() + 2).argument("HDEL").argument(call.request(), 1),
          fields);
    }
    if (hash.size() == 0) {
      call.collections().dropEmpty(1, hash.record());
    }
  }
}
