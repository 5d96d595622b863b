package io.lockstep.command.key;

import static io.lockstep.command.Command.command;
import static io.lockstep.command.KeySpec.key;
import static io.lockstep.command.parameter.PersistenceParameters.RDBCOMPRESSION;

import io.lockstep.command.Call;
import io.lockstep.command.Command;
import io.lockstep.command.CommandException;
import io.lockstep.command.Errors;
import io.lockstep.command.EventClass;
import io.lockstep.keyspace.AccessClock;
import io.lockstep.keyspace.Database;
import io.lockstep.memory.Records;
import io.lockstep.rdb.ValuePayload;
import io.lockstep.resp.CommandEncoder;
import java.io.IOException;
import java.util.List;

/** DUMP and RESTORE: a key's value as bytes, and bytes as a key's value. */
public final class DumpCommands {

  /** The family's rows. */
  public static final List<Command> TABLE =
      List.of(
          command("dump", 2, "readonly", "keyspace", DumpCommands::dump, key("RO ACCESS", 1)),
          restorer("restore", "write denyoom"),
          restorer("restore-asking", "write denyoom asking"));

  private DumpCommands() {}

  private static Command restorer(String name, String flags) {
    return command(
        name, -4, flags, "keyspace dangerous", DumpCommands::restore, key("OW UPDATE", 1));
  }

  private static void dump(Call call) {
    int record = call.read(1);
    if (record == Database.NONE) {
      call.reply().nil();
    } else {
      boolean isCompressed = call.node().parameters().get(RDBCOMPRESSION);
      call.reply().bulk(ValuePayload.of(call.records(), record, isCompressed));
    }
  }

  // ---- RESTORE

  private static void restore(Call call) {
    RestoreOptions options = RestoreOptions.parse(call);
    if (!options.replaces() && call.write(1) != Database.NONE) {
      throw new CommandException(Errors.BUSY_KEY);
    }
    long expireAtMs = expireAtMs(call, options);
    int record = load(call, expireAtMs);
    // a key that has run out, and is only hidden here, is in the way too
    boolean wasThere = call.database().delete(call.bytes(), call.start(1), call.length(1));
    if (isPast(call, expireAtMs)) {
      drop(call, record, wasThere && options.replaces());
    } else {
      place(call, record, options);
      propagateMoment(call, expireAtMs, options);
    }
    call.ok();
  }

  /** Zero stands for no time; a sum that overflows is long past, as in Redis. */
  private static long expireAtMs(Call call, RestoreOptions options) {
    long time = call.arguments().number(2);
    if (time < 0) {
      throw new CommandException("ERR Invalid TTL value, must be >= 0");
    }
    if (time == 0) {
      return Records.NO_EXPIRY;
    }
    return Math.max(0, options.isAbsolute() ? time : time + call.nowMs());
  }

  /** The value is whole before anything is changed that can be seen. */
  private static int load(Call call, long expireAtMs) {
    var payload = new ValuePayload(call.bytes(), call.start(3), call.length(3));
    if (!payload.isIntact(call.node().settings().skipsChecksums)) {
      throw new CommandException(Errors.BAD_PAYLOAD);
    }
    Database antechamber = call.node().keyspace().antechamber();
    try {
      return payload.load(call.request().copy(1), expireAtMs, antechamber, call.records());
    } catch (IOException _) {
      antechamber.clear();
      throw new CommandException(Errors.BAD_DATA_FORMAT);
    }
  }

  /** A replica does not delete by itself, whatever time it is told. */
  private static boolean isPast(Call call, long expireAtMs) {
    return expireAtMs != Records.NO_EXPIRY
        && expireAtMs <= call.nowMs()
        && !call.node().replication().isReplica();
  }

  /** What has run out already does not come to be, but a key that it replaces is gone. */
  private static void drop(Call call, int record, boolean isDeletion) {
    call.node().keyspace().antechamber().delete(record);
    if (isDeletion) {
      call.changed(1);
      call.effects()
          .rewrite(2)
          .argument(call.node().settings().lazyServerDel ? "UNLINK" : "DEL")
          .argument(call.request(), 1);
      call.event(EventClass.GENERIC, "del", 1);
    }
  }

  private static void place(Call call, int record, RestoreOptions options) {
    call.node().keyspace().antechamber().move(record, call.database());
    applyUse(call, record, options);
    call.created(1);
    call.changed(1);
    call.event(EventClass.GENERIC, "restore", 1);
  }

  /** What is told of the key's use counts if the eviction policy goes by it. */
  private static void applyUse(Call call, int record, RestoreOptions options) {
    AccessClock clock = call.node().keyspace().accessClock();
    if (clock.isByFrequency() && options.frequency() != RestoreOptions.UNTOLD) {
      call.records().accessClock(record, clock.ofFrequency((int) options.frequency()));
    } else if (!clock.isByFrequency() && options.idleSeconds() != RestoreOptions.UNTOLD) {
      call.records().accessClock(record, clock.ofIdleSeconds(options.idleSeconds()));
    }
  }

  /** A duration would end at another moment on a replica. */
  private static void propagateMoment(Call call, long expireAtMs, RestoreOptions options) {
    if (expireAtMs == Records.NO_EXPIRY || options.isAbsolute()) {
      return;
    }
    CommandEncoder rewritten = call.effects().rewrite(call.count() + 1);
    for (int i = 0; i < call.count(); i++) {
      if (i == 2) {
        rewritten.argument(expireAtMs);
      } else {
        rewritten.argument(call.request(), i);
      }
    }
    rewritten.argument("ABSTTL");
  }
}
