package io.lockstep.command.key;

import static io.lockstep.command.Command.command;

import io.lockstep.command.Call;
import io.lockstep.command.Command;
import io.lockstep.command.CommandException;
import io.lockstep.command.Errors;
import io.lockstep.keyspace.Keyspace;
import java.util.List;

/** Commands on databases as a whole: their size, their number, their end. */
public final class DatabaseCommands {

  /** The family's rows. */
  public static final List<Command> TABLE =
      List.of(
          command("dbsize", 1, "readonly fast", "keyspace", DatabaseCommands::size),
          command("swapdb", 3, "write fast", "keyspace dangerous", DatabaseCommands::swap),
          command("flushdb", -1, "write", "keyspace dangerous", DatabaseCommands::flush),
          command("flushall", -1, "write", "keyspace dangerous", DatabaseCommands::flushAll));

  private static final String NOT_AN_INDEX =
      "ERR value is out of range, value must between -2147483648 and 2147483647";

  private static final int RELEASES_AT_ONCE = 1 << 16;

  private DatabaseCommands() {}

  /**
   * The database index at argument {@code i}.
   *
   * @throws CommandException if there is no such database
   */
  static int index(Call call, int i) {
    long index = call.arguments().number(i);
    if (index != (int) index) {
      throw new CommandException(NOT_AN_INDEX);
    }
    return existing(call, index);
  }

  private static int existing(Call call, long index) {
    if (index < 0 || index >= call.node().keyspace().databaseCount()) {
      throw new CommandException(Errors.DB_OUT_OF_RANGE);
    }
    return (int) index;
  }

  private static void size(Call call) {
    call.reply().integer(call.database().size());
  }

  private static void swap(Call call) {
    long first = number(call, 1, "ERR invalid first DB index");
    long second = number(call, 2, "ERR invalid second DB index");
    call.node().swapDatabases(existing(call, first), existing(call, second));
    call.changed();
    call.ok();
  }

  private static long number(Call call, int i, String error) {
    return call.arguments().numberBetween(i, Integer.MIN_VALUE, Integer.MAX_VALUE, error);
  }

  private static void flush(Call call) {
    requireFlushMode(call);
    long keys = call.database().size();
    call.node().emptyDatabase(call.client().database());
    releaseNow(call);
    emptied(call, keys);
  }

  private static void flushAll(Call call) {
    requireFlushMode(call);
    long keys = keys(call.node().keyspace());
    call.node().emptyAll();
    releaseNow(call);
    emptied(call, keys);
    call.node().saving().emptied();
  }

  private static long keys(Keyspace keyspace) {
    long keys = 0;
    for (int i = 0; i < keyspace.databaseCount(); i++) {
      keys += keyspace.database(i).size();
    }
    return keys;
  }

  /** Replicas hear of it even if nothing was there: they may have something. */
  private static void emptied(Call call, long keys) {
    if (keys == 0) {
      call.effects().propagateUnchanged();
    } else {
      call.changed();
      call.effects().furtherChanges(keys - 1);
    }
    call.ok();
  }

  /**
   * The data is gone and counts for nothing in {@code used_memory} at once. Its memory goes back
   * bit by bit, whatever {@code lazyfree-lazy-user-flush} says, unless the client asks to wait for
   * it: nobody else's commands should.
   */
  private static void releaseNow(Call call) {
    boolean more = call.count() == 2 && call.is(1, "SYNC");
    while (more) {
      more = call.node().keyspace().releaseRetired(RELEASES_AT_ONCE);
    }
  }

  private static void requireFlushMode(Call call) {
    boolean known = call.count() == 1 || call.is(1, "SYNC") || call.is(1, "ASYNC");
    if (call.count() > 2 || !known) {
      throw new CommandException(Errors.SYNTAX);
    }
  }
}
