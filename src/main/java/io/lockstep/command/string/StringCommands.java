package io.lockstep.command.string;

import static io.lockstep.command.Command.command;
import static io.lockstep.command.KeySpec.key;
import static io.lockstep.command.KeySpec.keys;
import static io.lockstep.memory.Records.NO_EXPIRY;

import io.lockstep.command.Call;
import io.lockstep.command.Command;
import io.lockstep.command.CommandException;
import io.lockstep.command.Errors;
import io.lockstep.command.EventClass;
import io.lockstep.keyspace.Database;
import io.lockstep.memory.RecordType;
import java.util.List;

/** The table of strings, GET, and the verbs that take many at once. */
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
              SetCommand::set,
              key("RW ACCESS UPDATE VARIABLE_FLAGS", 1)),
          command(
              "setnx", 3, "write denyoom fast", "string", SetCommand::setnx, key("OW INSERT", 1)),
          command("setex", 4, "write denyoom", "string", SetCommand::setex, key("OW UPDATE", 1)),
          command("psetex", 4, "write denyoom", "string", SetCommand::psetex, key("OW UPDATE", 1)),
          command(
              "getset",
              3,
              "write denyoom fast",
              "string",
              SetCommand::getset,
              key("RW ACCESS UPDATE", 1)),
          command(
              "getdel",
              2,
              "write fast",
              "string",
              GetexCommand::getdel,
              key("RW ACCESS DELETE", 1)),
          command(
              "getex", -2, "write fast", "string", GetexCommand::getex, key("RW ACCESS UPDATE", 1)),
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

  static void get(Call call) {
    int record = call.readString(1);
    if (record == Database.NONE) {
      call.reply().nil();
    } else {
      call.bulk(record);
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
      call.strings().put(i, i + 1, NO_EXPIRY);
      call.event(EventClass.STRING, "set", i);
    }
  }
}
