package io.lockstep.command.list;

import static io.lockstep.command.Command.command;
import static io.lockstep.command.KeySpec.counted;
import static io.lockstep.command.KeySpec.key;
import static io.lockstep.command.KeySpec.keys;

import io.lockstep.command.Call;
import io.lockstep.command.Command;
import io.lockstep.command.Handler;
import io.lockstep.command.KeySpec;
import io.lockstep.keyspace.Database;
import io.lockstep.keyspace.ListValue;
import io.lockstep.memory.RecordType;
import java.util.List;

/** The table of lists, and the verbs that read them. */
public final class ListCommands {

  private static final KeySpec SOURCE = key("RW ACCESS DELETE", 1);
  private static final KeySpec TARGET = key("RW INSERT", 2);

  private static final KeySpec SOURCES = keys("RW ACCESS DELETE", 1, -2, 1);
  private static final String BLOCKING = "write noscript blocking";
  private static final String BLOCKING_MOVE = "write denyoom noscript blocking";

  /** Every command of lists. */
  public static final List<Command> TABLE =
      List.of(
          row("lpush", -3, "write denyoom fast", ListEnds::lpush, "RW INSERT"),
          row("rpush", -3, "write denyoom fast", ListEnds::rpush, "RW INSERT"),
          row("lpushx", -3, "write denyoom fast", ListEnds::lpushx, "RW INSERT"),
          row("rpushx", -3, "write denyoom fast", ListEnds::rpushx, "RW INSERT"),
          row("lpop", -2, "write fast", ListEnds::lpop, "RW ACCESS DELETE"),
          row("rpop", -2, "write fast", ListEnds::rpop, "RW ACCESS DELETE"),
          row("llen", 2, "readonly fast", ListCommands::llen, "RO"),
          row("lindex", 3, "readonly", ListCommands::lindex, "RO ACCESS"),
          row("lrange", 4, "readonly", ListCommands::lrange, "RO ACCESS"),
          row("lpos", -3, "readonly", ListSearch::lpos, "RO ACCESS"),
          row("lset", 4, "write denyoom", ListChanges::lset, "RW UPDATE"),
          row("linsert", 5, "write denyoom", ListChanges::linsert, "RW INSERT"),
          row("ltrim", 4, "write", ListChanges::ltrim, "RW DELETE"),
          row("lrem", 4, "write", ListChanges::lrem, "RW DELETE"),
          command("lmove", 5, "write denyoom", "list", ListMoves::lmove, SOURCE, TARGET),
          command("rpoplpush", 3, "write denyoom", "list", ListMoves::rpoplpush, SOURCE, TARGET),
          command(
              "lmpop",
              -4,
              "write movablekeys",
              "list",
              ListMoves::lmpop,
              counted("RW ACCESS DELETE", 1)),
          command("blpop", -3, BLOCKING, "list", BlockingCommands::blpop, SOURCES),
          command("brpop", -3, BLOCKING, "list", BlockingCommands::brpop, SOURCES),
          command("blmove", 6, BLOCKING_MOVE, "list", BlockingCommands::blmove, SOURCE, TARGET),
          command(
              "brpoplpush", 4, BLOCKING_MOVE, "list", BlockingCommands::brpoplpush, SOURCE, TARGET),
          command(
              "blmpop",
              -5,
              "write blocking movablekeys",
              "list",
              BlockingCommands::blmpop,
              counted("RW ACCESS DELETE", 2)));

  private ListCommands() {}

  private static Command row(
      String name, int arity, String flags, Handler handler, String keyFlags) {
    return command(name, arity, flags, "list", handler, key(keyFlags, 1));
  }

  private static void llen(Call call) {
    int record = call.read(1, RecordType.LIST);
    call.reply().integer(record == Database.NONE ? 0 : call.collections().list(record).size());
  }

  private static void lindex(Call call) {
    int record = call.read(1, RecordType.LIST);
    if (record != Database.NONE
        && seek(call.collections().list(record), call.arguments().number(2))) {
      call.bulk(call.node().keyspace().lists().element());
    } else {
      call.reply().nil();
    }
  }

  /** Goes to an index, which counts from the tail when it is negative. */
  static boolean seek(ListValue list, long index) {
    return list.seek(index < 0 ? list.size() + index : index);
  }

  private static void lrange(Call call) {
    long start = call.arguments().number(2);
    long stop = call.arguments().number(3);
    int record = call.read(1, RecordType.LIST);
    if (record == Database.NONE) {
      call.reply().array(0);
      return;
    }
    ListValue list = call.collections().list(record);
    long from = ListRange.from(start, list.size());
    answer(call, list, from, ListRange.count(from, stop, list.size()));
  }

  /** Answers so many elements from an index on. */
  static void answer(Call call, ListValue list, long from, long count) {
    call.reply().array(count);
    list.seek(from);
    for (long left = count; left > 0; left--) {
      call.bulk(list.element());
      list.next();
    }
  }
}
