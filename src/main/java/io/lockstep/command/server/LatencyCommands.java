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

  private static final String[] HELP = {
    "DOCTOR",
    "    Return a human readable latency analysis report.",
    "GRAPH <event>",
    "    Return an ASCII latency graph for the <event> class.",
    "HISTORY <event>",
    "    Return time-latency samples for the <event> class.",
    "LATEST",
    "    Return the latest latency samples for all events.",
    "RESET [<event> ...]",
    "    Reset latency data of one or more <event> classes.",
    "    (default: reset all data for all event classes)",
    "HISTOGRAM [COMMAND ...]",
    "    Return a cumulative distribution of latencies in the format of a histogram"
        + " for the specified command names.",
    "    If no commands are specified then all histograms are replied.",
  };

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
                  command("help", 2, "loading stale", "", call -> Help.write(call, HELP)))));

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
}
