package io.lockstep.command.hash;

import static io.lockstep.command.Command.command;
import static io.lockstep.command.KeySpec.key;

import io.lockstep.command.Call;
import io.lockstep.command.Command;
import io.lockstep.command.Handler;
import io.lockstep.keyspace.Database;
import io.lockstep.keyspace.HashVisitor;
import io.lockstep.memory.RecordType;
import java.util.List;

/** The table of hashes, and the verbs that read them. */
public final class HashCommands {

  /** Every command of hashes. */
  public static final List<Command> TABLE =
      List.of(
          row("hset", -4, "write denyoom fast", HashChanges::hset, "RW UPDATE"),
          row("hmset", -4, "write denyoom fast", HashChanges::hmset, "RW UPDATE"),
          row("hsetnx", 4, "write denyoom fast", HashChanges::hsetnx, "RW INSERT"),
          row("hdel", -3, "write fast", HashChanges::hdel, "RW DELETE"),
          row("hincrby", 4, "write denyoom fast", HashCounters::hincrby, "RW ACCESS UPDATE"),
          row(
              "hincrbyfloat",
              4,
              "write denyoom fast",
              HashCounters::hincrbyfloat,
              "RW ACCESS UPDATE"),
          row("hget", 3, "readonly fast", HashCommands::hget, "RO ACCESS"),
          row("hmget", -3, "readonly fast", HashCommands::hmget, "RO ACCESS"),
          row("hgetall", 2, "readonly", HashCommands::hgetall, "RO ACCESS"),
          row("hkeys", 2, "readonly", HashCommands::hkeys, "RO ACCESS"),
          row("hvals", 2, "readonly", HashCommands::hvals, "RO ACCESS"),
          row("hlen", 2, "readonly fast", HashCommands::hlen, "RO"),
          row("hstrlen", 3, "readonly fast", HashCommands::hstrlen, "RO"),
          row("hexists", 3, "readonly fast", HashCommands::hexists, "RO"),
          row("hrandfield", -2, "readonly", RandomFields::hrandfield, "RO ACCESS"),
          row("hscan", -3, "readonly", HashScan::hscan, "RO ACCESS"));

  private HashCommands() {}

  private static Command row(
      String name, int arity, String flags, Handler handler, String keyFlags) {
    return command(name, arity, flags, "hash", handler, key(keyFlags, 1));
  }

  // ---- one field

  private static void hget(Call call) {
    int record = call.read(1, RecordType.HASH);
    writeField(call, record, 2);
  }

  private static void writeField(Call call, int record, int i) {
    if (isThere(call, record, i)) {
      call.bulk(call.element());
    } else {
      call.reply().nil();
    }
  }

  /** Whether the field at argument i is there; its value is the call's element then. */
  private static boolean isThere(Call call, int record, int i) {
    return call.node().liveFields().find(call, record, i);
  }

  private static void hexists(Call call) {
    int record = call.read(1, RecordType.HASH);
    call.reply().integer(isThere(call, record, 2) ? 1 : 0);
  }

  private static void hstrlen(Call call) {
    int record = call.read(1, RecordType.HASH);
    call.reply().integer(isThere(call, record, 2) ? call.element().length() : 0);
  }

  // ---- many fields

  private static void hmget(Call call) {
    int record = call.read(1, RecordType.HASH);
    call.reply().array(call.count() - 2);
    for (int i = 2; i < call.count(); i++) {
      writeField(call, record, i);
    }
  }

  private static void hgetall(Call call) {
    int record = call.read(1, RecordType.HASH);
    call.reply().map(countLive(call, record));
    forEach(
        call,
        record,
        (field, value) -> {
          call.bulk(field);
          call.bulk(value);
        });
  }

  private static int countLive(Call call, int record) {
    return record == Database.NONE
        ? 0
        : Math.toIntExact(call.node().liveFields().count(call, call.collections().hash(record)));
  }

  private static void forEach(Call call, int record, HashVisitor visitor) {
    if (record != Database.NONE) {
      call.node().liveFields().forEach(call, call.collections().hash(record), visitor);
    }
  }

  private static void hkeys(Call call) {
    int record = call.read(1, RecordType.HASH);
    call.reply().array(countLive(call, record));
    forEach(call, record, (field, _) -> call.bulk(field));
  }

  private static void hvals(Call call) {
    int record = call.read(1, RecordType.HASH);
    call.reply().array(countLive(call, record));
    forEach(call, record, (_, value) -> call.bulk(value));
  }

  /** Fields that have run out count until they are deleted, as in Redis. */
  private static void hlen(Call call) {
    int record = call.read(1, RecordType.HASH);
    call.reply().integer(record == Database.NONE ? 0 : call.collections().hash(record).size());
  }
}
