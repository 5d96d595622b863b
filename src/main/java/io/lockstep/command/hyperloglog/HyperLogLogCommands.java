package io.lockstep.command.hyperloglog;

import static io.lockstep.command.Command.command;
import static io.lockstep.command.KeySpec.key;
import static io.lockstep.command.KeySpec.keys;
import static io.lockstep.memory.Records.NO_EXPIRY;

import io.lockstep.command.Call;
import io.lockstep.command.Command;
import io.lockstep.command.EventClass;
import io.lockstep.keyspace.Database;
import java.util.List;

/** The verbs that see a string as a HyperLogLog. */
public final class HyperLogLogCommands {

  /** Every command of HyperLogLogs. */
  public static final List<Command> TABLE =
      List.of(
          command(
              "pfadd",
              -2,
              "write denyoom fast",
              "hyperloglog",
              HyperLogLogCommands::pfadd,
              key("RW INSERT", 1)),
          command(
              "pfcount",
              -2,
              "readonly may_replicate",
              "hyperloglog",
              HyperLogLogCommands::pfcount,
              keys("RW ACCESS", 1, -1, 1)),
          command(
              "pfmerge",
              -2,
              "write denyoom",
              "hyperloglog",
              HyperLogLogCommands::pfmerge,
              key("RW ACCESS INSERT", 1),
              keys("RO ACCESS", 2, -1, 1)),
          command(
              "pfdebug",
              3,
              "write denyoom admin",
              "hyperloglog",
              PfdebugCommand::pfdebug,
              key("RW ACCESS", 2)),
          command("pfselftest", 1, "admin", "hyperloglog", SelfTest::pfselftest));

  private static final byte[] EMPTY = Sketch.empty();

  private HyperLogLogCommands() {}

  // ---- PFADD

  static void pfadd(Call call) {
    int record = call.write(1);
    Sketch sketch = Sketch.in(call, record == Database.NONE ? create(call) : record);
    int updates = record == Database.NONE ? 1 : 0;
    long maxSparseBytes = call.node().settings().hllSparseMaxBytes;
    for (int i = 2; i < call.count(); i++) {
      updates += sketch.add(call.bytes(), call.start(i), call.length(i), maxSparseBytes) ? 1 : 0;
    }
    if (updates > 0) {
      sketch.forgetCount();
      tell(call, updates);
    }
    call.reply().integer(updates > 0 ? 1 : 0);
  }

  private static int create(Call call) {
    return call.strings().store(1, EMPTY, 0, EMPTY.length, NO_EXPIRY);
  }

  /** Each register that was raised is a change of its own to the count of changes. */
  private static void tell(Call call, int updates) {
    call.changed(1);
    for (int i = 1; i < updates; i++) {
      call.changed();
    }
    call.event(EventClass.STRING, "pfadd", 1);
  }

  // ---- PFCOUNT

  static void pfcount(Call call) {
    if (call.count() > 2) {
      call.reply().integer(Sketch.estimate(union(call)));
      return;
    }
    int record = call.read(1);
    call.reply().integer(record == Database.NONE ? 0 : count(call, Sketch.in(call, record)));
  }

  /** The count is kept in the value, so that a question can be a change, which replicas get. */
  private static long count(Call call, Sketch sketch) {
    if (sketch.isStale()) {
      sketch.keepCount(sketch.estimate());
      call.changed(1);
    }
    return sketch.keptCount();
  }

  /** The registers of all keys together; a key that is not there has seen nothing. */
  private static byte[] union(Call call) {
    byte[] registers = new byte[Sketch.REGISTERS];
    for (int i = 1; i < call.count(); i++) {
      merge(call, i, registers);
    }
    return registers;
  }

  /** Returns whether the key holds a dense sketch. */
  private static boolean merge(Call call, int key, byte[] registers) {
    int record = call.read(key);
    if (record == Database.NONE) {
      return false;
    }
    Sketch sketch = Sketch.in(call, record);
    sketch.mergeInto(registers);
    return sketch.isDense();
  }

  // ---- PFMERGE

  /** The target is one of the sources. */
  static void pfmerge(Call call) {
    byte[] registers = new byte[Sketch.REGISTERS];
    boolean isDense = false;
    for (int i = 1; i < call.count(); i++) {
      isDense |= merge(call, i, registers);
    }
    int record = call.write(1);
    Sketch target = Sketch.in(call, record == Database.NONE ? create(call) : record);
    if (isDense) {
      target.makeDense();
    }
    raise(target, registers, call.node().settings().hllSparseMaxBytes);
    target.forgetCount();
    call.changed(1);
    call.event(EventClass.STRING, "pfadd", 1);
    call.ok();
  }

  private static void raise(Sketch target, byte[] registers, long maxSparseBytes) {
    for (int i = 0; i < registers.length; i++) {
      if (registers[i] != 0) {
        target.raise(i, registers[i], maxSparseBytes);
      }
    }
  }
}
