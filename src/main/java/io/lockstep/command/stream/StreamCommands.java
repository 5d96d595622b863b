package io.lockstep.command.stream;

import static io.lockstep.command.Command.command;
import static io.lockstep.command.Command.container;
import static io.lockstep.command.KeySpec.behind;
import static io.lockstep.command.KeySpec.key;

import io.lockstep.command.Call;
import io.lockstep.command.Command;
import io.lockstep.command.CommandException;
import io.lockstep.command.Errors;
import io.lockstep.command.EventClass;
import io.lockstep.command.Handler;
import io.lockstep.command.Help;
import io.lockstep.command.KeySpec;
import io.lockstep.keyspace.Database;
import io.lockstep.keyspace.EntryId;
import io.lockstep.keyspace.StreamValue;
import io.lockstep.keyspace.StreamWalk;
import io.lockstep.memory.RecordType;
import io.lockstep.resp.CommandEncoder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The table of streams, and the verbs that need no group. */
public final class StreamCommands {
  private static final KeySpec.Range KEYS_BEFORE_IDS = new KeySpec.Range(-1, 1, 2);

  /** Every command of streams. */
  public static final List<Command> TABLE =
      List.of(
          row("xadd", -5, "write denyoom fast", AddCommand::xadd, "RW UPDATE"),
          row("xlen", 2, "readonly fast", StreamCommands::xlen, "RO"),
          row("xrange", -4, "readonly", StreamCommands::xrange, "RO ACCESS"),
          row("xrevrange", -4, "readonly", StreamCommands::xrevrange, "RO ACCESS"),
          row("xdel", -3, "write fast", StreamCommands::xdel, "RW DELETE"),
          row("xtrim", -4, "write", StreamCommands::xtrim, "RW DELETE"),
          row("xsetid", -3, "write denyoom fast", SetIdCommand::xsetid, "RW UPDATE"),
          command(
              "xread",
              -4,
              "readonly blocking movablekeys",
              "stream",
              ReadCommand::xread,
              behind("RO ACCESS", "STREAMS", 1, KEYS_BEFORE_IDS)),
          command(
              "xreadgroup",
              -7,
              "write blocking movablekeys",
              "stream",
              ReadCommand::xreadgroup,
              behind("RO ACCESS", "STREAMS", 4, KEYS_BEFORE_IDS)),
          row("xack", -4, "write fast", PendingCommands::xack, "RW UPDATE"),
          row("xpending", -3, "readonly", PendingCommands::xpending, "RO ACCESS"),
          row("xclaim", -6, "write fast", ClaimCommand::xclaim, "RW UPDATE"),
          row("xautoclaim", -6, "write fast", AutoclaimCommand::xautoclaim, "RW DELETE"),
          container("xgroup", "", "", GroupCommands.TABLE),
          container(
              "xinfo",
              "",
              "",
              List.of(
                  sub("stream", -3, "readonly", InfoCommands::stream, "RO ACCESS"),
                  sub("groups", 3, "readonly", InfoCommands::groups, "RO ACCESS"),
                  sub("consumers", 4, "readonly", InfoCommands::consumers, "RO ACCESS"),
                  help(InfoCommands.HELP))));

  private StreamCommands() {}

  private static Command row(
      String name, int arity, String flags, Handler handler, String keyFlags) {
    return command(name, arity, flags, "stream", handler, key(keyFlags, 1));
  }

  static Command sub(String name, int arity, String flags, Handler handler, String keyFlags) {
    return command(name, arity, flags, "stream", handler, key(keyFlags, 2));
  }

  static Command help(String... lines) {
    return command("help", 2, "loading stale", "stream", call -> Help.write(call, lines));
  }

  // ---- reading

  private static void xlen(Call call) {
    int record = call.read(1, RecordType.STREAM);
    call.reply().integer(record == Database.NONE ? 0 : Streams.at(call, record).length());
  }

  private static void xrange(Call call) {
    EntryId from = Ids.intervalStart(call, 2, new EntryId());
    EntryId to = Ids.intervalEnd(call, 3, new EntryId());
    long count = count(call);
    StreamValue stream = toShow(call, count);
    if (stream != null) {
      show(call, stream.entries().between(stream.record(), from, to), count);
    }
  }

  private static void xrevrange(Call call) {
    EntryId from = Ids.intervalStart(call, 3, new EntryId());
    EntryId to = Ids.intervalEnd(call, 2, new EntryId());
    long count = count(call);
    StreamValue stream = toShow(call, count);
    if (stream != null) {
      show(call, stream.entries().backwards(stream.record(), from, to), count);
    }
  }

  /** -1 for all. */
  private static long count(Call call) {
    long count = -1;
    for (int i = 4; i < call.count(); i += 2) {
      if (i + 1 == call.count() || !call.is(i, "COUNT")) {
        throw new CommandException(Errors.SYNTAX);
      }
      count = Streams.count(call, i + 1, 0);
    }
    return count;
  }

  /** The stream; null when the answer has been given. */
  private static @Nullable StreamValue toShow(Call call, long count) {
    int record = call.read(1, RecordType.STREAM);
    if (record == Database.NONE) {
      call.reply().array(0);
    } else if (count == 0) {
      call.reply().nullArray();
    } else {
      return Streams.at(call, record);
    }
    return null;
  }

  private static void show(Call call, StreamWalk entries, long count) {
    new EntryReply(call).array(entries, Math.max(count, 0));
  }

  // ---- taking out

  private static void xdel(Call call) {
    int record = call.write(1, RecordType.STREAM);
    int deleted = 0;
    if (record != Database.NONE) {
      EntryId id = new EntryId();
      for (int i = 2; i < call.count(); i++) {
        Ids.strict(call, i, id);
      }
      deleted = delete(call, Streams.at(call, record), id);
    }
    call.reply().integer(deleted);
  }

  private static int delete(Call call, StreamValue stream, EntryId id) {
    int deleted = 0;
    for (int i = 2; i < call.count(); i++) {
      deleted += stream.delete(Ids.strict(call, i, id)) ? 1 : 0;
    }
    if (deleted > 0) {
      call.changedForWatchers(1);
      call.event(EventClass.STREAM, "xdel", 1);
    }
    return deleted;
  }

  private static void xtrim(Call call) {
    TrimTerms terms = TrimTerms.ofTrim(call);
    int record = call.write(1, RecordType.STREAM);
    long trimmed = record == Database.NONE ? 0 : trim(call, terms, Streams.at(call, record));
    call.reply().integer(trimmed);
  }

  private static long trim(Call call, TrimTerms terms, StreamValue stream) {
    long trimmed = terms.trim(stream);
    if (trimmed > 0) {
      call.changedForWatchers(1);
      call.event(EventClass.STREAM, "xtrim", 1);
      if (terms.isApproximate()) {
        CommandEncoder log = call.effects().rewrite(call.count());
        for (int i = 0; i < call.count(); i++) {
          terms.propagate(log, i, stream);
        }
      }
    }
    return trimmed;
  }
}
