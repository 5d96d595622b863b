package io.lockstep.command.stream;

import io.lockstep.command.Call;
import io.lockstep.command.Command;
import io.lockstep.command.CommandException;
import io.lockstep.command.Errors;
import io.lockstep.command.EventClass;
import io.lockstep.keyspace.Database;
import io.lockstep.keyspace.EntryId;
import io.lockstep.keyspace.GroupReader;
import io.lockstep.keyspace.GroupValue;
import io.lockstep.keyspace.StreamValue;
import io.lockstep.memory.RecordType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** XGROUP: makes and changes groups and their consumers. */
final class GroupCommands {
  private static final int KEY = 2;
  private static final int GROUP = 3;
  private static final int ID = 4;
  private static final int CONSUMER = 4;
  private static final int FIRST_OPTION = 5;

  private static final String NO_KEY =
      "ERR The XGROUP subcommand requires the key to exist. Note that for CREATE you may want to"
          + " use the MKSTREAM option to create an empty stream automatically.";

  private static final String[] HELP = {
    "CREATE <key> <groupname> <id|$> [option]",
    "    Create a new consumer group. Options are:",
    "    * MKSTREAM",
    "      Create the empty stream if it does not exist.",
    "    * ENTRIESREAD entries_read",
    "      Set the group's entries_read counter (internal use).",
    "CREATECONSUMER <key> <groupname> <consumer>",
    "    Create a new consumer in the specified group.",
    "DELCONSUMER <key> <groupname> <consumer>",
    "    Remove the specified consumer.",
    "DESTROY <key> <groupname>",
    "    Remove the specified group.",
    "SETID <key> <groupname> <id|$> [ENTRIESREAD entries_read]",
    "    Set the current group ID and entries_read counter.",
  };

  static final List<Command> TABLE =
      List.of(
          StreamCommands.sub("create", -5, "write denyoom", GroupCommands::create, "RW INSERT"),
          StreamCommands.sub("setid", -5, "write", GroupCommands::setId, "RW UPDATE"),
          StreamCommands.sub("destroy", 4, "write", GroupCommands::destroy, "RW DELETE"),
          StreamCommands.sub(
              "createconsumer", 5, "write denyoom", GroupCommands::createConsumer, "RW INSERT"),
          StreamCommands.sub("delconsumer", 5, "write", GroupCommands::removeConsumer, "RW DELETE"),
          StreamCommands.help(HELP));

  /** Options of CREATE and SETID. */
  private record Options(boolean makesStream, long entriesRead) {}

  private GroupCommands() {}

  private static Options options(Call call, boolean isCreate) {
    boolean makesStream = false;
    long entriesRead = GroupReader.UNKNOWN;
    int i = FIRST_OPTION;
    while (i < call.count()) {
      if (isCreate && call.is(i, "MKSTREAM")) {
        makesStream = true;
        i++;
      } else if (call.is(i, "ENTRIESREAD") && i + 1 < call.count()) {
        entriesRead = entriesRead(call, i + 1);
        i += 2;
      } else {
        throw wrongSubcommand(call);
      }
    }
    return new Options(makesStream, entriesRead);
  }

  private static CommandException wrongSubcommand(Call call) {
    return new CommandException(Errors.wrongSubcommand("XGROUP", call.text(1)));
  }

  private static long entriesRead(Call call, int i) {
    long count = call.arguments().number(i);
    if (count < 0 && count != GroupReader.UNKNOWN) {
      throw new CommandException("ERR value for ENTRIESREAD must be positive or -1");
    }
    return count;
  }

  /** The stream, which must be there. */
  private static StreamValue stream(Call call) {
    int record = call.write(KEY, RecordType.STREAM);
    if (record == Database.NONE) {
      throw new CommandException(NO_KEY);
    }
    return Streams.at(call, record);
  }

  /** The stream, with the group in view, which must be there. */
  private static StreamValue streamOfGroup(Call call) {
    StreamValue stream = stream(call);
    if (!Streams.findGroup(call, stream, GROUP)) {
      throw Streams.noGroupOfKey(call, KEY, GROUP);
    }
    return stream;
  }

  private static EntryId id(Call call, @Nullable StreamValue stream) {
    EntryId id = new EntryId();
    if (!Ids.isChar(call, ID, '$')) {
      return Ids.strict(call, ID, id);
    }
    return stream == null ? id : stream.lastId(id);
  }

  /** SETID knows the first and the last of all ids, too. */
  private static EntryId anyId(Call call, StreamValue stream) {
    boolean isEdge = Ids.isChar(call, ID, '-') || Ids.isChar(call, ID, '+');
    return isEdge ? Ids.intervalStart(call, ID, new EntryId()) : id(call, stream);
  }

  private static void create(Call call) {
    Options options = options(call, true);
    int record = call.write(KEY, RecordType.STREAM);
    if (record == Database.NONE && !options.makesStream()) {
      throw new CommandException(NO_KEY);
    }
    EntryId id = id(call, record == Database.NONE ? null : Streams.at(call, record));
    StreamValue stream = Streams.toFill(call, KEY, record);
    if (Streams.findGroup(call, stream, GROUP)) {
      throw new CommandException("BUSYGROUP Consumer Group name already exists");
    }
    stream.createGroup(
        call.bytes(), call.start(GROUP), call.length(GROUP), id, options.entriesRead());
    call.ok();
    if (record == Database.NONE) {
      call.changed(KEY);
    } else {
      call.changed();
    }
    call.event(EventClass.STREAM, "xgroup-create", KEY);
  }

  private static void setId(Call call) {
    Options options = options(call, false);
    StreamValue stream = streamOfGroup(call);
    if (call.count() != 5 && call.count() != 7) {
      throw wrongSubcommand(call);
    }
    stream.group().setLastId(anyId(call, stream), options.entriesRead());
    call.ok();
    call.changed();
    call.event(EventClass.STREAM, "xgroup-setid", KEY);
  }

  private static void destroy(Call call) {
    StreamValue stream = stream(call);
    boolean isThere = Streams.findGroup(call, stream, GROUP);
    if (isThere) {
      stream.removeGroup();
      call.changed();
      call.lookAgain(KEY); // who reads for the group waits in vain
      call.event(EventClass.STREAM, "xgroup-destroy", KEY);
    }
    call.reply().integer(isThere ? 1 : 0);
  }

  private static void createConsumer(Call call) {
    GroupValue group = streamOfGroup(call).group();
    boolean isThere = group.findConsumer(call.bytes(), call.start(CONSUMER), call.length(CONSUMER));
    if (!isThere) {
      Delivery.create(call, group, CONSUMER, KEY);
    }
    call.reply().integer(isThere ? 0 : 1);
  }

  private static void removeConsumer(Call call) {
    GroupValue group = streamOfGroup(call).group();
    long pending = 0;
    if (group.findConsumer(call.bytes(), call.start(CONSUMER), call.length(CONSUMER))) {
      pending = group.consumer().pendingCount();
      group.removeConsumer();
      call.changed();
      call.event(EventClass.STREAM, "xgroup-delconsumer", KEY);
    }
    call.reply().integer(pending);
  }
}
