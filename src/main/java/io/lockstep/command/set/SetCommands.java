package io.lockstep.command.set;

import static io.lockstep.command.Command.command;
import static io.lockstep.command.KeySpec.counted;
import static io.lockstep.command.KeySpec.key;
import static io.lockstep.command.KeySpec.keys;

import io.lockstep.command.Call;
import io.lockstep.command.Command;
import io.lockstep.command.EventClass;
import io.lockstep.command.Handler;
import io.lockstep.command.key.ElementScan;
import io.lockstep.keyspace.Database;
import io.lockstep.keyspace.SetValue;
import io.lockstep.memory.RecordType;
import io.lockstep.memory.Records;
import java.util.List;

/** The table of sets, and the verbs that look at single members. */
public final class SetCommands {

  /** Every command of sets. */
  public static final List<Command> TABLE =
      List.of(
          row("sadd", -3, "write denyoom fast", SetCommands::sadd, "RW INSERT"),
          row("srem", -3, "write fast", SetCommands::srem, "RW DELETE"),
          command(
              "smove",
              4,
              "write fast",
              "set",
              SetCommands::smove,
              key("RW ACCESS DELETE", 1),
              key("RW INSERT", 2)),
          row("sismember", 3, "readonly fast", SetCommands::sismember, "RO"),
          row("smismember", -3, "readonly fast", SetCommands::smismember, "RO ACCESS"),
          row("scard", 2, "readonly fast", SetCommands::scard, "RO"),
          row("smembers", 2, "readonly", SetCommands::smembers, "RO ACCESS"),
          row("spop", -2, "write fast", RandomMembers::spop, "RW ACCESS DELETE"),
          row("srandmember", -2, "readonly", RandomMembers::srandmember, "RO ACCESS"),
          combination("sinter", SetAlgebra::sinter),
          combination("sunion", SetAlgebra::sunion),
          combination("sdiff", SetAlgebra::sdiff),
          command(
              "sintercard",
              -3,
              "readonly movablekeys",
              "set",
              SetAlgebra::sintercard,
              counted("RO ACCESS", 1)),
          storing("sinterstore", SetAlgebra::sinterstore, "RW UPDATE"),
          storing("sunionstore", SetAlgebra::sunionstore, "OW UPDATE"),
          storing("sdiffstore", SetAlgebra::sdiffstore, "OW UPDATE"),
          row("sscan", -3, "readonly", SetCommands::sscan, "RO ACCESS"));

  private SetCommands() {}

  private static Command row(
      String name, int arity, String flags, Handler handler, String keyFlags) {
    return command(name, arity, flags, "set", handler, key(keyFlags, 1));
  }

  private static Command combination(String name, Handler handler) {
    return command(name, -2, "readonly", "set", handler, keys("RO ACCESS", 1, -1, 1));
  }

  private static Command storing(String name, Handler handler, String keyFlags) {
    return command(
        name, -3, "write denyoom", "set", handler, key(keyFlags, 1), keys("RO ACCESS", 2, -1, 1));
  }

  // ---- changes

  private static void sadd(Call call) {
    SetValue set = toFill(call, 1, call.write(1, RecordType.SET), 2, call.count() - 2);
    int added = 0;
    for (int i = 2; i < call.count(); i++) {
      added += set.add(call.bytes(), call.start(i), call.length(i)) ? 1 : 0;
    }
    if (added > 0) {
      call.changed(1);
      call.event(EventClass.SET, "sadd", 1);
    }
    call.reply().integer(added);
  }

  /** The set of the record, or a new one that is to hold the member and so many in all. */
  private static SetValue toFill(Call call, int key, int record, int member, int expected) {
    if (record != Database.NONE) {
      SetValue set = call.collections().set(record);
      set.expect(expected);
      return set;
    }
    call.created(key);
    boolean isNumber = SetValue.isNumber(call.bytes(), call.start(member), call.length(member));
    return call.node()
        .keyspace()
        .sets()
        .create(
            call.database(),
            call.bytes(),
            call.start(key),
            call.length(key),
            Records.NO_EXPIRY,
            isNumber,
            expected);
  }

  private static void srem(Call call) {
    int record = call.write(1, RecordType.SET);
    int removed = record == Database.NONE ? 0 : remove(call, call.collections().set(record));
    call.reply().integer(removed);
  }

  private static int remove(Call call, SetValue set) {
    int removed = 0;
    for (int i = 2; i < call.count() && set.size() > 0; i++) {
      removed += set.remove(call.bytes(), call.start(i), call.length(i)) ? 1 : 0;
    }
    if (removed > 0) {
      call.changed(1);
      call.event(EventClass.SET, "srem", 1);
      dropIfEmpty(call, 1, set);
    }
    return removed;
  }

  static void dropIfEmpty(Call call, int key, SetValue set) {
    if (set.size() == 0) {
      call.collections().dropEmpty(key, set.record());
    }
  }

  private static void smove(Call call) {
    int source = call.write(1);
    int target = call.write(2);
    if (source == Database.NONE) {
      call.reply().integer(0);
      return;
    }
    call.require(source, RecordType.SET);
    call.require(target, RecordType.SET);
    boolean isMoved = source == target ? contains(call, source, 3) : move(call, source, target);
    call.reply().integer(isMoved ? 1 : 0);
  }

  private static boolean move(Call call, int source, int target) {
    SetValue set = call.collections().set(source);
    if (!set.remove(call.bytes(), call.start(3), call.length(3))) {
      return false;
    }
    call.event(EventClass.SET, "srem", 1);
    dropIfEmpty(call, 1, set);
    call.changed(1);
    SetValue into = toFill(call, 2, target, 3, 1);
    if (into.add(call.bytes(), call.start(3), call.length(3))) {
      call.changed(2);
      call.event(EventClass.SET, "sadd", 2);
    }
    return true;
  }

  // ---- reads

  private static boolean contains(Call call, int record, int i) {
    return record != Database.NONE
        && call.collections().set(record).contains(call.bytes(), call.start(i), call.length(i));
  }

  private static void sismember(Call call) {
    int record = call.read(1, RecordType.SET);
    call.reply().integer(contains(call, record, 2) ? 1 : 0);
  }

  private static void smismember(Call call) {
    int record = call.read(1, RecordType.SET);
    call.reply().array(call.count() - 2);
    for (int i = 2; i < call.count(); i++) {
      call.reply().integer(contains(call, record, i) ? 1 : 0);
    }
  }

  private static void scard(Call call) {
    int record = call.read(1, RecordType.SET);
    call.reply().integer(record == Database.NONE ? 0 : call.collections().set(record).size());
  }

  private static void smembers(Call call) {
    int record = call.read(1, RecordType.SET);
    if (record == Database.NONE) {
      call.reply().set(0);
    } else {
      SetValue set = call.collections().set(record);
      call.reply().set(set.size());
      set.forEach(call::bulk);
    }
  }

  private static void sscan(Call call) {
    ElementScan scan = ElementScan.of(call);
    int record = call.read(1, RecordType.SET);
    if (record == Database.NONE) {
      scan.answerNothing();
      return;
    }
    scan.readOptions();
    long next =
        call.collections()
            .set(record)
            .scan(
                scan.cursor(),
                scan.count(),
                member -> {
                  if (scan.admits(member)) {
                    scan.add(member);
                  }
                });
    scan.answer(next);
  }
}
