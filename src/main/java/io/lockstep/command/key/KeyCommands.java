package io.lockstep.command.key;

import static io.lockstep.command.Command.command;
import static io.lockstep.command.KeySpec.key;
import static io.lockstep.command.KeySpec.keys;

import io.lockstep.command.Call;
import io.lockstep.command.Command;
import io.lockstep.command.CommandException;
import io.lockstep.command.Errors;
import io.lockstep.command.EventClass;
import io.lockstep.keyspace.Database;
import java.util.Arrays;
import java.util.List;

/** Commands on keys of whatever type: whether they are there, and under which name and number. */
public final class KeyCommands {

  /** The family's rows. */
  public static final List<Command> TABLE =
      List.of(
          command("del", -2, "write", "keyspace", KeyCommands::delete, keys("RM DELETE", 1, -1, 1)),
          command(
              "unlink",
              -2,
              "write fast",
              "keyspace",
              KeyCommands::delete,
              keys("RM DELETE", 1, -1, 1)),
          command(
              "exists", -2, "readonly fast", "keyspace", KeyCommands::exists, keys("RO", 1, -1, 1)),
          command(
              "touch", -2, "readonly fast", "keyspace", KeyCommands::touch, keys("RO", 1, -1, 1)),
          command("type", 2, "readonly fast", "keyspace", KeyCommands::type, key("RO", 1)),
          command(
              "rename",
              3,
              "write",
              "keyspace",
              KeyCommands::rename,
              key("RW ACCESS DELETE", 1),
              key("OW UPDATE", 2)),
          command(
              "renamenx",
              3,
              "write fast",
              "keyspace",
              KeyCommands::renameUnlessThere,
              key("RW ACCESS DELETE", 1),
              key("OW INSERT", 2)),
          command(
              "copy",
              -3,
              "write denyoom",
              "keyspace",
              KeyCommands::copy,
              key("RO ACCESS", 1),
              key("OW UPDATE", 2)),
          command(
              "move", 3, "write fast", "keyspace", KeyCommands::move, key("RW ACCESS UPDATE", 1)));

  private KeyCommands() {}

  // ---- DEL, UNLINK, EXISTS, TOUCH, TYPE

  private static void delete(Call call) {
    int deleted = 0;
    for (int i = 1; i < call.count(); i++) {
      if (delete(call, i)) {
        call.changed(i);
        call.event(EventClass.GENERIC, "del", i);
        deleted++;
      }
    }
    call.reply().integer(deleted);
  }

  /** A key that has run out is gone before; a replica, which only hides it, deletes it here. */
  private static boolean delete(Call call, int i) {
    call.peek(i);
    return call.database().delete(call.bytes(), call.start(i), call.length(i));
  }

  private static void exists(Call call) {
    int found = 0;
    for (int i = 1; i < call.count(); i++) {
      found += call.glance(i) == Database.NONE ? 0 : 1;
    }
    call.reply().integer(found);
  }

  private static void touch(Call call) {
    int found = 0;
    for (int i = 1; i < call.count(); i++) {
      found += call.read(i) == Database.NONE ? 0 : 1;
    }
    call.reply().integer(found);
  }

  private static void type(Call call) {
    int record = call.glance(1);
    call.reply().simple(record == Database.NONE ? "none" : call.records().type(record).wireName());
  }

  // ---- RENAME, RENAMENX

  private static void rename(Call call) {
    rename(call, false);
    call.ok();
  }

  private static void renameUnlessThere(Call call) {
    call.reply().integer(rename(call, true) ? 1 : 0);
  }

  private static boolean rename(Call call, boolean unlessThere) {
    int record = call.write(1);
    if (record == Database.NONE) {
      throw new CommandException(Errors.NO_SUCH_KEY);
    }
    if (isSame(call, 1, 2) || (call.write(2) != Database.NONE && unlessThere)) {
      return false;
    }
    call.database().rename(record, call.bytes(), call.start(2), call.length(2));
    call.created(2);
    call.changed(1);
    call.changed(2);
    call.event(EventClass.GENERIC, "rename_from", 1);
    call.event(EventClass.GENERIC, "rename_to", 2);
    return true;
  }

  private static boolean isSame(Call call, int a, int b) {
    byte[] bytes = call.bytes();
    int endOfA = call.start(a) + call.length(a);
    int endOfB = call.start(b) + call.length(b);
    return Arrays.equals(bytes, call.start(a), endOfA, bytes, call.start(b), endOfB);
  }

  // ---- COPY, MOVE

  private static void copy(Call call) {
    int source = call.client().database();
    int target = source;
    boolean replace = false;
    for (int i = 3; i < call.count(); i++) {
      if (call.is(i, "REPLACE")) {
        replace = true;
      } else if (call.is(i, "DB") && i + 1 < call.count()) {
        target = DatabaseCommands.index(call, ++i);
      } else {
        throw new CommandException(Errors.SYNTAX);
      }
    }
    if (source == target && isSame(call, 1, 2)) {
      throw new CommandException(Errors.SAME_OBJECT);
    }
    call.reply().integer(copy(call, target, replace) ? 1 : 0);
  }

  private static boolean copy(Call call, int target, boolean replace) {
    int record = call.read(1);
    if (record == Database.NONE || (call.peek(target, 2) != Database.NONE && !replace)) {
      return false;
    }
    Database into = call.node().keyspace().database(target);
    call.database().copy(record, into, call.bytes(), call.start(2), call.length(2));
    call.event(EventClass.NEW, "new", target, 2);
    call.changed(target, 2);
    call.event(EventClass.GENERIC, "copy_to", target, 2);
    return true;
  }

  private static void move(Call call) {
    int source = call.client().database();
    int target = DatabaseCommands.index(call, 2);
    if (source == target) {
      throw new CommandException(Errors.SAME_OBJECT);
    }
    int record = call.write(1);
    boolean moves = record != Database.NONE && call.peek(target, 1) == Database.NONE;
    if (moves) {
      move(call, record, target);
    }
    call.reply().integer(moves ? 1 : 0);
  }

  private static void move(Call call, int record, int target) {
    Database into = call.node().keyspace().database(target);
    // A replica only hides a key that has run out, which would be in the way.
    into.delete(call.bytes(), call.start(1), call.length(1));
    call.database().move(record, into);
    call.event(EventClass.NEW, "new", target, 1);
    call.changed(1);
    call.changed(target, 1);
    call.event(EventClass.GENERIC, "move_from", 1);
    call.event(EventClass.GENERIC, "move_to", target, 1);
  }
}
