package io.lockstep.command.string;

import static io.lockstep.command.Command.command;
import static io.lockstep.command.KeySpec.key;
import static io.lockstep.command.KeySpec.keys;
import static io.lockstep.memory.Records.NO_EXPIRY;

import io.lockstep.command.Call;
import io.lockstep.command.Command;
import io.lockstep.command.CommandException;
import io.lockstep.command.Errors;
import io.lockstep.keyspace.Database;
import io.lockstep.memory.RecordType;
import io.lockstep.resp.CommandEncoder;
import java.util.List;

/** The table of strings, and the verbs that take them as a whole. */
public final class StringCommands {

  /** Every command of strings. */
  public static final List<Command> TABLE =
      List.of(
          command("get", 2, "readonly fast", "string", StringCommands::get, key("RO ACCESS", 1)),
          command(
              "set",
              -3,
              "write denyoom",
              "string",
              StringCommands::set,
              key("RW ACCESS UPDATE VARIABLE_FLAGS", 1)),
          command(
              "setnx",
              3,
              "write denyoom fast",
              "string",
              StringCommands::setnx,
              key("OW INSERT", 1)),
          command(
              "setex", 4, "write denyoom", "string", StringCommands::setex, key("OW UPDATE", 1)),
          command(
              "psetex", 4, "write denyoom", "string", StringCommands::psetex, key("OW UPDATE", 1)),
          command(
              "getset",
              3,
              "write denyoom fast",
              "string",
              StringCommands::getset,
              key("RW ACCESS UPDATE", 1)),
          command(
              "getdel",
              2,
              "write fast",
              "string",
              StringCommands::getdel,
              key("RW ACCESS DELETE", 1)),
          command(
              "getex",
              -2,
              "write fast",
              "string",
              StringCommands::getex,
              key("RW ACCESS UPDATE", 1)),
          command(
              "mget",
              -2,
              "readonly fast",
              "string",
              StringCommands::mget,
              keys("RO ACCESS", 1, -1, 1)),
          command(
              "mset",
              -3,
              "write denyoom",
              "string",
              StringCommands::mset,
              keys("OW UPDATE", 1, -1, 2)),
          command(
              "msetnx",
              -3,
              "write denyoom",
              "string",
              StringCommands::msetnx,
              keys("OW INSERT", 1, -1, 2)),
          command(
              "append",
              3,
              "write denyoom fast",
              "string",
              StringParts::append,
              key("RW INSERT", 1)),
          command("strlen", 2, "readonly fast", "string", StringParts::strlen, key("RO", 1)),
          command(
              "setrange", 4, "write denyoom", "string", StringParts::setrange, key("RW UPDATE", 1)),
          command("getrange", 4, "readonly", "string", StringParts::getrange, key("RO ACCESS", 1)),
          command("substr", 4, "readonly", "string", StringParts::getrange, key("RO ACCESS", 1)),
          command(
              "incr",
              2,
              "write denyoom fast",
              "string",
              CounterCommands::incr,
              key("RW ACCESS UPDATE", 1)),
          command(
              "decr",
              2,
              "write denyoom fast",
              "string",
              CounterCommands::decr,
              key("RW ACCESS UPDATE", 1)),
          command(
              "incrby",
              3,
              "write denyoom fast",
              "string",
              CounterCommands::incrby,
              key("RW ACCESS UPDATE", 1)),
          command(
              "decrby",
              3,
              "write denyoom fast",
              "string",
              CounterCommands::decrby,
              key("RW ACCESS UPDATE", 1)),
          command(
              "incrbyfloat",
              3,
              "write denyoom fast",
              "string",
              CounterCommands::incrbyfloat,
              key("RW ACCESS UPDATE", 1)),
          command("lcs", -3, "readonly", "string", LcsCommand::lcs, keys("RO ACCESS", 1, 2, 1)));

  private StringCommands() {}

  // ---- whole values

  static void get(Call call) {
    int record = call.readString(1);
    if (record == Database.NONE) {
      call.reply().nil();
    } else {
      call.bulk(record);
    }
  }

  static void set(Call call) {
    if (call.count() == 3) {
      call.put(1, 2, NO_EXPIRY);
      call.ok();
    } else {
      setWithOptions(call, SetOptions.parse(call, 3, SetOptions.OF_SET));
    }
  }

  private static void setWithOptions(Call call, long options) {
    long expireAtMs = SetOptions.expireAtMs(call, options);
    boolean answersFormer = SetOptions.has(options, SetOptions.GET);
    if (answersFormer) {
      get(call);
    }
    boolean admitted = admits(call, options);
    if (admitted) {
      store(call, options, expireAtMs);
    }
    if (admitted && !answersFormer) {
      call.ok();
    } else if (!answersFormer) {
      call.reply().nil();
    }
  }

  private static boolean admits(Call call, long options) {
    if (!SetOptions.has(options, SetOptions.NX | SetOptions.XX)) {
      return true;
    }
    boolean isThere = call.write(1) != Database.NONE;
    return isThere == SetOptions.has(options, SetOptions.XX);
  }

  private static void store(Call call, long options, long expireAtMs) {
    if (SetOptions.has(options, SetOptions.KEEPTTL)) {
      call.putKeepingExpiry(1, call.bytes(), call.start(2), call.length(2));
    } else {
      call.put(1, 2, expireAtMs);
    }
    if (expireAtMs != NO_EXPIRY) {
      propagateSet(call, 2, expireAtMs);
    } else if (SetOptions.has(options, SetOptions.GET)) {
      propagateWithoutGet(call);
    }
  }

  /** Relative times would mean another moment on a replica. */
  private static void propagateSet(Call call, int value, long expireAtMs) {
    call.rewrite(5)
        .argument("SET")
        .argument(call.request(), 1)
        .argument(call.request(), value)
        .argument("PXAT")
        .argument(expireAtMs);
  }

  private static void propagateWithoutGet(Call call) {
    int kept = 0;
    for (int i = 0; i < call.count(); i++) {
      kept += isGetOption(call, i) ? 0 : 1;
    }
    CommandEncoder command = call.rewrite(kept);
    for (int i = 0; i < call.count(); i++) {
      if (!isGetOption(call, i)) {
        command.argument(call.request(), i);
      }
    }
  }

  private static boolean isGetOption(Call call, int i) {
    return i >= 3 && call.is(i, "GET");
  }

  static void setnx(Call call) {
    boolean isFree = call.write(1) == Database.NONE;
    if (isFree) {
      call.put(1, 2, NO_EXPIRY);
    }
    call.reply().integer(isFree ? 1 : 0);
  }

  static void setex(Call call) {
    setWithTime(call, SetOptions.EX);
  }

  static void psetex(Call call) {
    setWithTime(call, SetOptions.PX);
  }

  private static void setWithTime(Call call, int unit) {
    long expireAtMs = SetOptions.expireAtMs(call, SetOptions.timeAt(2, unit));
    call.put(1, 3, expireAtMs);
    propagateSet(call, 3, expireAtMs);
    call.ok();
  }

  static void getset(Call call) {
    get(call);
    call.put(1, 2, NO_EXPIRY);
    call.rewrite(3).argument("SET").argument(call.request(), 1).argument(call.request(), 2);
  }

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
    call.rewrite(2).argument(lazily ? "UNLINK" : "DEL").argument(call.request(), 1);
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
    call.rewrite(3).argument("PEXPIREAT").argument(call.request(), 1).argument(expireAtMs);
  }

  private static void persist(Call call, int record) {
    if (call.records().hasExpiry(record)) {
      call.database().persist(record);
      call.changed(1);
      call.rewrite(2).argument("PERSIST").argument(call.request(), 1);
    }
  }

  // ---- many keys

  static void mget(Call call) {
    call.reply().array(call.count() - 1);
    for (int i = 1; i < call.count(); i++) {
      int record = call.read(i);
      if (record == Database.NONE || call.records().type(record) != RecordType.STRING) {
        call.reply().nil();
      } else {
        call.bulk(record);
      }
    }
  }

  static void mset(Call call) {
    requirePairs(call);
    putPairs(call);
    call.ok();
  }

  static void msetnx(Call call) {
    requirePairs(call);
    boolean areFree = areFree(call);
    if (areFree) {
      putPairs(call);
    }
    call.reply().integer(areFree ? 1 : 0);
  }

  private static void requirePairs(Call call) {
    if (call.count() % 2 == 0) {
      throw new CommandException(Errors.wrongArity(call.command().fullName()));
    }
  }

  private static boolean areFree(Call call) {
    for (int i = 1; i < call.count(); i += 2) {
      if (call.write(i) != Database.NONE) {
        return false;
      }
    }
    return true;
  }

  private static void putPairs(Call call) {
    for (int i = 1; i < call.count(); i += 2) {
      call.put(i, i + 1, NO_EXPIRY);
    }
  }
}
