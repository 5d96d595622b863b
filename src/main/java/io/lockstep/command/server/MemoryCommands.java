package io.lockstep.command.server;

import static io.lockstep.command.Command.command;
import static io.lockstep.command.Command.container;
import static io.lockstep.command.KeySpec.key;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.lockstep.command.Call;
import io.lockstep.command.Client;
import io.lockstep.command.Command;
import io.lockstep.command.CommandException;
import io.lockstep.command.Errors;
import io.lockstep.command.Help;
import io.lockstep.command.info.MemoryFigures;
import io.lockstep.keyspace.Database;
import io.lockstep.keyspace.Footprint;
import io.lockstep.keyspace.Keyspace;
import java.util.List;

/** MEMORY. */
public final class MemoryCommands {

  private static final int SLOT_BYTES = 8; // of the table that finds the record
  private static final int USUAL_SAMPLES = 5;

  private static final String[] HELP = {
    "DOCTOR",
    "    Return memory problems reports.",
    "MALLOC-STATS",
    "    Return internal statistics report from the memory allocator.",
    "PURGE",
    "    Attempt to purge dirty pages for reclamation by the allocator.",
    "STATS",
    "    Return information about the memory usage of the server.",
    "USAGE <key> [SAMPLES <count>]",
    "    Return memory in bytes used by <key> and its value. Nested values are",
    "    sampled up to <count> times (default: 5, 0 means sample all).",
  };

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
                  command("help", 2, "loading stale", "", call -> Help.write(call, HELP)))));

  private MemoryCommands() {}

  private static void usage(Call call) {
    long samples = samples(call);
    int record = call.peek(2);
    if (record == Database.NONE) {
      call.reply().nil();
    } else {
      call.reply().integer(call.node().keyspace().footprint().of(record, samples) + SLOT_BYTES);
    }
  }

  private static long samples(Call call) {
    long samples = USUAL_SAMPLES;
    for (int i = 3; i < call.count(); i += 2) {
      if (!call.is(i, "SAMPLES") || i + 1 == call.count()) {
        throw new CommandException(Errors.SYNTAX);
      }
      samples = call.arguments().number(i + 1);
      if (samples < 0) {
        throw new CommandException(Errors.SYNTAX);
      }
    }
    return samples == 0 ? Footprint.ALL : samples;
  }

  private static void doctor(Call call) {
    call.node().notePeaks();
    MemoryFigures figures = MemoryFigures.of(call.node());
    long all = call.node().clients().count();
    long replicas = call.node().clients().all().stream().filter(Client::isReplica).count();
    text(call, MemoryDoctor.report(figures, replicas, all - replicas));
  }

  private static void allocator(Call call) {
    Keyspace keyspace = call.node().keyspace();
    text(
        call,
        """
        Data lives in native pages of the server's own, outside of the Java heap.
        Allocated: %d, active: %d, retired: %d
        Resident memory of the process: %d, Java heap in use: %d
        """
            .formatted(
                keyspace.bytesInUse(),
                keyspace.bytesReserved(),
                keyspace.bytesRetired(),
                call.node().control().residentBytes(),
                call.node().control().heapBytes()));
  }

  private static void text(Call call, String text) {
    call.reply().verbatim("txt", text.getBytes(ISO_8859_1));
  }
}
