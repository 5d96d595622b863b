package io.lockstep.command.sortedset;

import static io.lockstep.command.Command.command;
import static io.lockstep.command.KeySpec.counted;
import static io.lockstep.command.KeySpec.key;
import static io.lockstep.command.KeySpec.keys;

import io.lockstep.command.Call;
import io.lockstep.command.Command;
import io.lockstep.command.CommandException;
import io.lockstep.command.Errors;
import io.lockstep.command.EventClass;
import io.lockstep.command.Handler;
import io.lockstep.command.KeySpec;
import io.lockstep.keyspace.Database;
import io.lockstep.keyspace.SortedSetValue;
import io.lockstep.memory.RecordType;
import java.util.List;

/** The table of sorted sets, and the verbs about single members. */
public final class SortedSetCommands {

  private static final KeySpec READ = key("RO ACCESS", 1);
  private static final KeySpec DELETE = key("RW DELETE", 1);
  private static final KeySpec POPPED = keys("RW ACCESS DELETE", 1, -2, 1);
  private static final KeySpec TARGET = key("OW UPDATE", 1);
  private static final String MOVABLE = " movablekeys";

  /** Every command of sorted sets. */
  public static final List<Command> TABLE =
      List.of(
          row("zadd", -4, "write denyoom fast", ZaddCommand::zadd, key("RW UPDATE", 1)),
          row("zincrby", 4, "write denyoom fast", ZaddCommand::zincrby, key("RW ACCESS UPDATE", 1)),
          row("zrem", -3, "write fast", SortedSetCommands::zrem, DELETE),
          row("zremrangebyrank", 4, "write", RangeCommands::zremrangebyrank, DELETE),
          row("zremrangebyscore", 4, "write", RangeCommands::zremrangebyscore, DELETE),
          row("zremrangebylex", 4, "write", RangeCommands::zremrangebylex, DELETE),
          row("zunionstore", -4, "write denyoom", CombiningCommands::zunionstore, TARGET, many(2)),
          row("zinterstore", -4, "write denyoom", CombiningCommands::zinterstore, TARGET, many(2)),
          row("zdiffstore", -4, "write denyoom", CombiningCommands::zdiffstore, TARGET, many(2)),
          row("zunion", -3, "readonly", CombiningCommands::zunion, many(1)),
          row("zinter", -3, "readonly", CombiningCommands::zinter, many(1)),
          row("zintercard", -3, "readonly", CombiningCommands::zintercard, many(1)),
          row("zdiff", -3, "readonly", CombiningCommands::zdiff, many(1)),
          row("zrange", -4, "readonly", RangeCommands::zrange, READ),
          row(
              "zrangestore",
              -5,
              "write denyoom",
              RangeCommands::zrangestore,
              TARGET,
              key("RO ACCESS", 2)),
          row("zrangebyscore", -4, "readonly", RangeCommands::zrangebyscore, READ),
          row("zrevrangebyscore", -4, "readonly", RangeCommands::zrevrangebyscore, READ),
          row("zrangebylex", -4, "readonly", RangeCommands::zrangebylex, READ),
          row("zrevrangebylex", -4, "readonly", RangeCommands::zrevrangebylex, READ),
          row("zrevrange", -4, "readonly", RangeCommands::zrevrange, READ),
          row("zcount", 4, "readonly fast", RangeCommands::zcount, READ),
          row("zlexcount", 4, "readonly fast", RangeCommands::zlexcount, READ),
          row("zcard", 2, "readonly fast", SortedSetCommands::zcard, key("RO", 1)),
          row("zscore", 3, "readonly fast", SortedSetCommands::zscore, READ),
          row("zmscore", -3, "readonly fast", SortedSetCommands::zmscore, READ),
          row("zrank", -3, "readonly fast", SortedSetCommands::zrank, READ),
          row("zrevrank", -3, "readonly fast", SortedSetCommands::zrevrank, READ),
          row("zrandmember", -2, "readonly", RandomMembers::zrandmember, READ),
          row("zscan", -3, "readonly", SortedSetScan::zscan, READ),
          row("zpopmin", -2, "write fast", PopCommands::zpopmin, key("RW ACCESS DELETE", 1)),
          row("zpopmax", -2, "write fast", PopCommands::zpopmax, key("RW ACCESS DELETE", 1)),
          row("zmpop", -4, "write", PopCommands::zmpop, counted("RW ACCESS DELETE", 1)),
          row("bzpopmin", -3, "write blocking fast", PopCommands::bzpopmin, POPPED),
          row("bzpopmax", -3, "write blocking fast", PopCommands::bzpopmax, POPPED),
          row("bzmpop", -5, "write blocking", PopCommands::bzmpop, counted("RW ACCESS DELETE", 2)));

  private SortedSetCommands() {}

  private static Command row(
      String name, int arity, String flags, Handler handler, KeySpec... keys) {
    boolean isMovable = keys[keys.length - 1].find() instanceof KeySpec.Counted;
    return command(name, arity, isMovable ? flags + MOVABLE : flags, "sortedset", handler, keys);
  }

  private static KeySpec many(int index) {
    return counted("RO ACCESS", index);
  }

  /**
   * ZADD with these scores, whose members are every third argument; the options of the request end
   * before an argument, and are known to be right.
   */
  public static void addScored(Call call, int optionsEnd, long[] scores) {
    ZaddCommand.addScored(call, optionsEnd, scores);
  }

  static void zcard(Call call) {
    int record = call.read(1, RecordType.SORTED_SET);
    call.reply().integer(record == Database.NONE ? 0 : call.collections().sortedSet(record).size());
  }

  // ---- scores

  static void zscore(Call call) {
    int record = call.read(1, RecordType.SORTED_SET);
    reply(
        call,
        record == Database.NONE
            ? Double.NaN
            : score(call, call.collections().sortedSet(record), 2));
  }

  static void zmscore(Call call) {
    int record = call.read(1, RecordType.SORTED_SET);
    call.reply().array(call.count() - 2);
    for (int i = 2; i < call.count(); i++) {
      reply(
          call,
          record == Database.NONE
              ? Double.NaN
              : score(call, call.collections().sortedSet(record), i));
    }
  }

  private static double score(Call call, SortedSetValue set, int i) {
    return set.find(call.bytes(), call.start(i), call.length(i));
  }

  private static void reply(Call call, double score) {
    if (Double.isNaN(score)) {
      call.reply().nil();
    } else {
      call.reply().decimal(score);
    }
  }

  // ---- ranks

  static void zrank(Call call) {
    rank(call, false);
  }

  static void zrevrank(Call call) {
    rank(call, true);
  }

  private static void rank(Call call, boolean isReverse) {
    boolean withScore = call.count() > 3;
    if (call.count() > 4) {
      throw new CommandException(Errors.wrongArity(call.command().fullName()));
    }
    if (withScore && !call.is(3, "WITHSCORE")) {
      throw new CommandException(Errors.SYNTAX);
    }
    int record = call.read(1, RecordType.SORTED_SET);
    SortedSetValue set = record == Database.NONE ? null : call.collections().sortedSet(record);
    double score = set == null ? Double.NaN : score(call, set, 2);
    if (set == null || Double.isNaN(score)) {
      replyNothing(call, withScore);
      return;
    }
    if (withScore) {
      call.reply().array(2);
    }
    long rank = set.rankOfFound();
    call.reply().integer(isReverse ? set.size() - 1 - rank : rank);
    if (withScore) {
      call.reply().decimal(score);
    }
  }

  private static void replyNothing(Call call, boolean isArray) {
    if (isArray) {
      call.reply().nullArray();
    } else {
      call.reply().nil();
    }
  }

  // ---- removing

  static void zrem(Call call) {
    int record = call.write(1, RecordType.SORTED_SET);
    int removed = 0;
    boolean isGone = record == Database.NONE;
    SortedSetValue set = isGone ? null : call.collections().sortedSet(record);
    for (int i = 2; set != null && i < call.count() && !isGone; i++) {
      if (!Double.isNaN(score(call, set, i))) {
        removed++;
        isGone = removeFound(call, set);
      }
    }
    if (removed > 0) {
      call.changed(1);
      call.effects().furtherChanges(removed - 1);
      call.event(EventClass.ZSET, "zrem", 1);
      if (isGone) {
        call.event(EventClass.GENERIC, "del", 1);
      }
    }
    call.reply().integer(removed);
  }

  /** Takes out a member, and with the last one the key: then it is true. */
  private static boolean removeFound(Call call, SortedSetValue set) {
    if (set.size() == 1) {
      call.database().delete(set.record());
      return true;
    }
    set.removeFound();
    return false;
  }
}
