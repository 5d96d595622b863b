package io.lockstep.command.server;

import static io.lockstep.command.Command.command;
import static io.lockstep.command.Command.container;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.lockstep.command.Call;
import io.lockstep.command.Command;
import io.lockstep.command.CommandException;
import io.lockstep.command.Help;
import java.util.List;

/** LATENCY. No event is watched here, so there are none to tell of. */
public final class LatencyCommands {

  private static final String FLAGS = "admin noscript loading stale";

  /** The family's rows. */
  public static final List<Command> TABLE =
      List.of(
          container(
              "latency",
              "",
              "",
              List.of(
                  command("latest", 2, FLAGS, "", LatencyCommands::none),
                  command("history", 3, FLAGS, "", LatencyCommands::none),
                  command("graph", 3, FLAGS, "", LatencyCommands::graph),
                  command("doctor", 2, FLAGS, "", LatencyCommands::doctor),
                  command("reset", -2, FLAGS, "", LatencyCommands::reset),
                  command("histogram", -2, FLAGS, "", LatencyCommands::histogram),
                  command("help", 2, "loading stale", "", LatencyCommands::help))));

  private LatencyCommands() {}

  private static void none(Call call) {
    call.reply().array(0);
  }

  private static void graph(Call call) {
    throw new CommandException("ERR No samples available for event '" + call.text(2) + "'");
  }

  private static void doctor(Call call) {
    String text = "No latency event is watched by this server. INFO commandstats has durations.\n";
    call.reply().verbatim("txt", text.getBytes(ISO_8859_1));
  }

  private static void reset(Call call) {
    call.reply().integer(0);
  }

  private static void histogram(Call call) {
    call.reply().map(0);
  }

  private static void help(Call call) {
    Help.write(
        call,
        "DOCTOR",
        "    A report in plain words.",
        "GRAPH <event>",
        "    An event's latencies as a drawing.",
        "HISTOGRAM [<command> ...]",
        "    How durations are distributed.",
        "HISTORY <event>",
        "    The samples of an event.",
        "LATEST",
        "    The last sample of each event.",
        "RESET [<event> ...]",
        "    Forgets samples, and tells of how many events.");
  }
}
