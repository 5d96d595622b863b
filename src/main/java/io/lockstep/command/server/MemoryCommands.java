package io.lockstep.command.server;

import static io.lockstep.command.Command.command;
import static io.lockstep.command.Command.container;
import static io.lockstep.command.KeySpec.key;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.lockstep.command.Call;
import io.lockstep.command.Command;
import io.lockstep.command.CommandException;
import io.lockstep.command.Errors;
import io.lockstep.command.Help;
import io.lockstep.keyspace.Database;
import io.lockstep.keyspace.StreamReader;
import io.lockstep.memory.RecordType;
import io.lockstep.memory.Records;
import io.lockstep.memory.Slab;
import java.util.List;

/** MEMORY. */
public final class MemoryCommands {

  private static final int SLOT_BYTES = 8; // of the table that finds the record

  /** The family's rows. */
  public static final List<Command> TABLE =
      List.of(
          container(
              "memory",
              "",
              "",
              List.of(
                  command("usage", -3, "readonly", "", MemoryCommands::usage, key("RO", 2)),
                  command("doctor", 2, "", "", MemoryCommands::doctor),
                  command("purge", 2, "", "", Call::ok),
                  command("stats", 2, "", "", MemoryStats::write),
                  command("malloc-stats", 2, "", "", MemoryCommands::allocator),
                  command("help", 2, "loading stale", "", MemoryCommands::help))));

  private MemoryCommands() {}

  private static void usage(Call call) {
    checkOptions(call);
    int record = call.peek(2);
    if (record == Database.NONE) {
      call.reply().nil();
    } else {
      long bytes = Slab.capacity(call.records().bytes(record)) + SLOT_BYTES;
      call.reply().integer(bytes + linkedBytes(call.records(), record));
    }
  }

  /** What the record of a big collection leads to. */
  private static long linkedBytes(Records records, int record) {
    return records.type(record) == RecordType.STREAM
        ? new StreamReader(records).at(record).linkedBytes()
        : 0;
  }

  private static void checkOptions(Call call) {
    for (int i = 3; i < call.count(); i += 2) {
      if (!call.is(i, "SAMPLES") || i + 1 == call.count()) {
        throw new CommandException(Errors.SYNTAX);
      }
      if (call.number(i + 1) < 0) {
        throw new CommandException(Errors.SYNTAX);
      }
    }
  }

  private static void doctor(Call call) {
    long inUse = call.node().keyspace().bytesInUse();
    long reserved = call.node().keyspace().bytesReserved();
    text(call, "Data takes %d bytes of %d reserved.\n".formatted(inUse, reserved));
  }

  private static void allocator(Call call) {
    text(call, "Data lives in native pages of the server's own; there are no further figures.\n");
  }

  private static void text(Call call, String text) {
    call.reply().verbatim("txt", text.getBytes(ISO_8859_1));
  }

  private static void help(Call call) {
    Help.write(
        call,
        "DOCTOR",
        "    A report in plain words.",
        "MALLOC-STATS",
        "    Figures of the allocator.",
        "PURGE",
        "    Gives memory back to the system; here it goes back by itself.",
        "STATS",
        "    Where the memory is, figure by figure.",
        "USAGE <key> [SAMPLES <count>]",
        "    The bytes that a key and its value take.");
  }
}
