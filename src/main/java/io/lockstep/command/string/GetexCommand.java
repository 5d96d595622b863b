package io.lockstep.command.string;

import static io.lockstep.memory.Records.NO_EXPIRY;

import io.lockstep.command.Call;
import io.lockstep.command.EventClass;
import io.lockstep.keyspace.Database;

/** GETEX and GETDEL: a value is read, and its key's end decided. */
final class GetexCommand {

  private GetexCommand() {}

  static void getdel(Call call) {
    int record = call.readString(1);
    if (record == Database.NONE) {
      call.reply().nil();
      return;
    }
    call.bulk(record);
    delete(call, record, call.node().settings().lazyUserDel);
  }

  private static void delete(Call call, int record, boolean lazily) {
    call.database().delete(record);
    call.changed(1);
    call.effects().rewrite(2).argument(lazily ? "UNLINK" : "DEL").argument(call.request(), 1);
    call.event(EventClass.GENERIC, "del", 1);
  }

  static void getex(Call call) {
    long options = SetOptions.parse(call, 2, SetOptions.OF_GETEX);
    int record = call.readString(1);
    if (record == Database.NONE) {
      call.reply().nil();
      return;
    }
    long expireAtMs = SetOptions.expireAtMs(call, options);
    call.bulk(record);
    if (SetOptions.has(options, SetOptions.EXAT | SetOptions.PXAT) && isPast(call, expireAtMs)) {
      delete(call, record, call.node().settings().lazyExpire);
    } else if (expireAtMs != NO_EXPIRY) {
      expireAt(call, record, expireAtMs);
    } else if (SetOptions.has(options, SetOptions.PERSIST)) {
      persist(call, record);
    }
  }

  /** A replica never decides that a key has run out. */
  private static boolean isPast(Call call, long expireAtMs) {
    return expireAtMs <= call.nowMs() && !call.node().replication().isReplica();
  }

  private static void expireAt(Call call, int record, long expireAtMs) {
    call.database().expireAt(record, expireAtMs);
    call.changed(1);
    call.effects()
        .rewrite(3)
        .argument("PEXPIREAT")
        .argument(call.request(), 1)
        .argument(expireAtMs);
    call.event(EventClass.GENERIC, "expire", 1);
  }

  private static void persist(Call call, int record) {
    if (call.records().hasExpiry(record)) {
      call.database().persist(record);
      call.changed(1);
      call.effects().rewrite(2).argument("PERSIST").argument(call.request(), 1);
      call.event(EventClass.GENERIC, "persist", 1);
    }
  }
}
