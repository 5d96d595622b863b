package io.lockstep.command.server;

import static io.lockstep.command.Command.command;
import static io.lockstep.command.Command.container;

import io.lockstep.command.Call;
import io.lockstep.command.Command;
import io.lockstep.command.CommandException;
import io.lockstep.command.Errors;
import io.lockstep.command.Help;
import io.lockstep.command.SlowLog;
import java.util.List;

/** SLOWLOG. */
public final class SlowLogCommands {

  private static final String FLAGS = "admin loading stale";
  private static final String BAD_COUNT = "ERR count should be greater than or equal to -1";
  private static final int USUAL_COUNT = 10;

  private static final String[] HELP = {
    "GET [<count>]",
    "    Return top <count> entries from the slowlog (default: 10, -1 mean all).",
    "    Entries are made of:",
    "    id, timestamp, time in microseconds, arguments array, client IP and port,",
    "    client name",
    "LEN",
    "    Return the length of the slowlog.",
    "RESET",
    "    Reset the slowlog.",
  };

  /** The family's rows. */
  public static final List<Command> TABLE =
      List.of(
          container(
              "slowlog",
              "",
              "",
              List.of(
                  command("get", -2, FLAGS, "", SlowLogCommands::get),
                  command("len", 2, FLAGS, "", SlowLogCommands::len),
                  command("reset", 2, FLAGS, "", SlowLogCommands::reset),
                  command("help", 2, "loading stale", "", call -> Help.write(call, HELP)))));

  private SlowLogCommands() {}

  private static void get(Call call) {
    if (call.count() > 3) {
      throw new CommandException(Errors.wrongSubcommand("SLOWLOG", call.text(1)));
    }
    long count = USUAL_COUNT;
    if (call.count() == 3) {
      count = call.arguments().numberBetween(2, -1, Long.MAX_VALUE, BAD_COUNT);
    }
    List<SlowLog.Slow> found = call.node().slowLog().newest(count < 0 ? Long.MAX_VALUE : count);
    call.reply().array(found.size());
    found.forEach(slow -> write(call, slow));
  }

  private static void write(Call call, SlowLog.Slow slow) {
    call.reply().array(6);
    call.reply().integer(slow.id());
    call.reply().integer(slow.atMs() / 1_000);
    call.reply().integer(slow.micros());
    call.reply().array(slow.arguments().size());
    slow.arguments().forEach(call.reply()::bulk);
    call.reply().text(slow.address());
    call.reply().text(slow.clientName());
  }

  private static void len(Call call) {
    call.reply().integer(call.node().slowLog().size());
  }

  private static void reset(Call call) {
    call.node().slowLog().clear();
    call.ok();
  }
}
