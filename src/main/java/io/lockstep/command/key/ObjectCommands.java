package io.lockstep.command.key;

import static io.lockstep.command.Command.command;
import static io.lockstep.command.Command.container;
import static io.lockstep.command.KeySpec.key;

import io.lockstep.command.Call;
import io.lockstep.command.Command;
import io.lockstep.command.CommandException;
import io.lockstep.command.Help;
import io.lockstep.command.Settings;
import io.lockstep.keyspace.AccessClock;
import io.lockstep.keyspace.Database;
import java.util.List;

/** OBJECT: how a value is kept and when it was used. */
public final class ObjectCommands {

  private static final String SWITCHING =
      " Please note that when switching between policies at runtime LRU and LFU data will take"
          + " some time to adjust.";
  private static final String NOT_BY_FREQUENCY =
      "ERR An LFU maxmemory policy is not selected, access frequency not tracked." + SWITCHING;
  private static final String BY_FREQUENCY =
      "ERR An LFU maxmemory policy is selected, idle time not tracked." + SWITCHING;

  private static final String[] HELP = {
    "ENCODING <key>",
    "    Return the kind of internal representation used in order to store the value",
    "    associated with a <key>.",
    "FREQ <key>",
    "    Return the access frequency index of the <key>. The returned integer is",
    "    proportional to the logarithm of the recent access frequency of the key.",
    "IDLETIME <key>",
    "    Return the idle time of the <key>, that is the approximated number of",
    "    seconds elapsed since the last access to the key.",
    "REFCOUNT <key>",
    "    Return the number of references of the value associated with the specified",
    "    <key>.",
  };

  /** The family's rows. */
  public static final List<Command> TABLE =
      List.of(
          container(
              "object",
              "",
              "",
              List.of(
                  row("encoding", ObjectCommands::encoding),
                  row("freq", ObjectCommands::frequency),
                  row("idletime", ObjectCommands::idleTime),
                  row("refcount", ObjectCommands::referenceCount),
                  command(
                      "help", 2, "loading stale", "keyspace", call -> Help.write(call, HELP)))));

  private ObjectCommands() {}

  private interface Answer {
    void write(Call call, int record);
  }

  private static Command row(String name, Answer answer) {
    return command(name, 3, "readonly", "keyspace", call -> answer(call, answer), key("RO", 2));
  }

  private static void answer(Call call, Answer answer) {
    int record = call.glanceQuietly(2);
    if (record == Database.NONE) {
      call.reply().nil();
    } else {
      answer.write(call, record);
    }
  }

  private static void encoding(Call call, int record) {
    call.reply().text(Encodings.name(call.records(), record));
  }

  private static void frequency(Call call, int record) {
    AccessClock clock = call.node().keyspace().accessClock();
    if (!clock.isByFrequency()) {
      throw new CommandException(NOT_BY_FREQUENCY);
    }
    call.reply().integer(clock.frequency(call.records().accessClock(record)));
  }

  private static void idleTime(Call call, int record) {
    AccessClock clock = call.node().keyspace().accessClock();
    if (clock.isByFrequency()) {
      throw new CommandException(BY_FREQUENCY);
    }
    call.reply().integer(clock.idleSeconds(call.records().accessClock(record)));
  }

  private static void referenceCount(Call call, int record) {
    Settings settings = call.node().settings();
    call.reply().integer(Encodings.referenceCount(call.records(), record, settings));
  }
}
