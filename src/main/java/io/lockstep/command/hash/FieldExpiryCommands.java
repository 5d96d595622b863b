package io.lockstep.command.hash;

import static io.lockstep.command.Command.command;
import static io.lockstep.command.KeySpec.key;

import io.lockstep.command.Call;
import io.lockstep.command.Command;
import io.lockstep.command.EventClass;
import io.lockstep.command.Handler;
import io.lockstep.keyspace.Database;
import io.lockstep.keyspace.HashValue;
import io.lockstep.memory.RecordType;
import io.lockstep.memory.Records;
import java.util.List;
import java.util.function.LongUnaryOperator;

/** Commands on the times at which fields of hashes run out: those of Redis 7.4 and 8.0. */
public final class FieldExpiryCommands {
  private static final long NO_FIELD = -2;
  private static final long NO_EXPIRY = -1;
  private static final long DONE = 1;

  /** The family's rows. */
  public static final List<Command> TABLE =
      List.of(
          setter("hexpire", call -> FieldExpiry.set(call, true, true)),
          setter("hpexpire", call -> FieldExpiry.set(call, false, true)),
          setter("hexpireat", call -> FieldExpiry.set(call, true, false)),
          setter("hpexpireat", call -> FieldExpiry.set(call, false, false)),
          getter("httl", call -> tell(call, at -> FieldTime.seconds(at - call.nowMs()))),
          getter("hpttl", call -> tell(call, at -> at - call.nowMs())),
          getter("hexpiretime", call -> tell(call, FieldTime::seconds)),
          getter("hpexpiretime", call -> tell(call, at -> at)),
          row("hpersist", -5, "write fast", FieldExpiryCommands::hpersist, "RW UPDATE"),
          row("hgetex", -5, "write fast", FieldReads::hgetex, "RW ACCESS UPDATE"),
          row("hgetdel", -5, "write fast", FieldReads::hgetdel, "RW ACCESS DELETE"),
          row("hsetex", -6, "write denyoom fast", HsetexCommand::hsetex, "RW UPDATE"));

  private FieldExpiryCommands() {}

  private static Command setter(String name, Handler handler) {
    return row(name, -6, "write denyoom fast", handler, "RW UPDATE");
  }

  private static Command getter(String name, Handler handler) {
    return row(name, -5, "readonly fast", handler, "RO ACCESS");
  }

  private static Command row(
      String name, int arity, String flags, Handler handler, String keyFlags) {
    return command(name, arity, flags, "hash", handler, key(keyFlags, 1));
  }

  // ---- HTTL, HPTTL, HEXPIRETIME, HPEXPIRETIME

  private static void tell(Call call, LongUnaryOperator answer) {
    int record = call.read(1, RecordType.HASH);
    FieldArguments fields = FieldArguments.at(call, 2, FieldArguments.NOT_POSITIVE);
    call.reply().array(fields.count());
    for (int i = fields.first(); i < fields.end(); i++) {
      call.reply().integer(time(call, record, i, answer));
    }
  }

  private static long time(Call call, int record, int i, LongUnaryOperator answer) {
    if (!call.node().liveFields().find(call, record, i)) {
      return NO_FIELD;
    }
    long atMs =
        call.collections().hash(record).expireAtMs(call.bytes(), call.start(i), call.length(i));
    return atMs == Records.NO_EXPIRY ? NO_EXPIRY : answer.applyAsLong(atMs);
  }

  // ---- HPERSIST

  private static void hpersist(Call call) {
    int record = call.write(1, RecordType.HASH);
    FieldArguments fields = FieldArguments.at(call, 2, FieldArguments.NOT_POSITIVE);
    record = call.node().liveFields().settle(call, record, fields.first(), 1);
    call.reply().array(fields.count());
    if (record == Database.NONE) {
      FieldExpiry.writeNone(call, fields.count());
    } else {
      persistAll(call, call.collections().hash(record), fields);
    }
  }

  private static void persistAll(Call call, HashValue hash, FieldArguments fields) {
    int changed = 0;
    for (int i = fields.first(); i < fields.end(); i++) {
      long outcome = persist(call, hash, i);
      changed += outcome == DONE ? 1 : 0;
      call.reply().integer(outcome);
    }
    if (changed > 0) {
      call.changed(1);
      call.event(EventClass.HASH, "hpersist", 1);
    }
  }

  private static long persist(Call call, HashValue hash, int i) {
    if (!hash.find(call.bytes(), call.start(i), call.length(i), call.element())) {
      return NO_FIELD;
    }
    if (hash.foundExpireAtMs() == Records.NO_EXPIRY) {
      return NO_EXPIRY;
    }
    hash.expireAt(call.bytes(), call.start(i), call.length(i), Records.NO_EXPIRY);
    return DONE;
  }
}
