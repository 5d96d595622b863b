package io.lockstep.command.server;

import static io.lockstep.command.Command.command;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.lockstep.command.Call;
import io.lockstep.command.Command;
import io.lockstep.command.CommandException;
import io.lockstep.command.Errors;
import io.lockstep.command.ReplicaWait;
import io.lockstep.command.ShutdownTerms;
import io.lockstep.command.info.InfoReport;
import io.lockstep.command.info.RedisVersion;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The verbs about the server as a whole: INFO, TIME, SHUTDOWN, LOLWUT. */
public final class ServerCommands {

  private static final long SECOND_MS = 1_000;
  private static final long MILLI_MICROS = 1_000;

  private static final Set<String> SHUTDOWN_WORDS =
      Set.of("abort", "save", "nosave", "now", "force");

  /** The family's rows. */
  public static final List<Command> TABLE =
      List.of(
          command("info", -1, "loading stale", "dangerous", ServerCommands::info),
          command("time", 1, "loading stale fast", "", ServerCommands::time),
          command(
              "shutdown",
              -1,
              "admin noscript loading stale no_multi allow_busy",
              "",
              ServerCommands::shutdown),
          command("lolwut", -1, "readonly fast", "", ServerCommands::lolwut));

  private ServerCommands() {}

  private static void info(Call call) {
    List<String> names = new ArrayList<>();
    for (int i = 1; i < call.count(); i++) {
      names.add(call.text(i));
    }
    text(call, InfoReport.of(call.node(), names));
  }

  private static void time(Call call) {
    call.reply().array(2);
    call.reply().bulk(call.nowMs() / SECOND_MS);
    call.reply().bulk(call.nowMs() % SECOND_MS * MILLI_MICROS);
  }

  private static void shutdown(Call call) {
    Set<String> flags = new HashSet<>();
    for (int i = 1; i < call.count(); i++) {
      flags.add(call.text(i).toLowerCase(Locale.ROOT));
    }
    boolean aborts = flags.contains("abort");
    if (!SHUTDOWN_WORDS.containsAll(flags)
        || flags.containsAll(Set.of("save", "nosave"))
        || (aborts && flags.size() > 1)) {
      throw new CommandException(Errors.SYNTAX);
    }
    if (aborts) {
      abortShutdown(call);
    } else {
      call.client().block(ReplicaWait.forShutdown());
      call.node().control().shutdown(ShutdownTerms.of(flags));
    }
  }

  private static void abortShutdown(Call call) {
    if (!call.node().control().abortShutdown()) {
      throw new CommandException("ERR No shutdown in progress.");
    }
    call.ok();
  }

  /** Versions 5 and 6 draw to measure: their arguments must be numbers. */
  private static void lolwut(Call call) {
    if (call.count() > 2 && call.is(1, "VERSION")) {
      long version = call.arguments().number(2);
      int numbers = version == 5 ? 3 : version == 6 ? 2 : 0;
      for (int i = 3; i < Math.min(call.count(), 3 + numbers); i++) {
        call.arguments().number(i);
      }
    }
    text(
        call,
        "o---o---o\n \\   \\   \\\n  o---o---o   in lockstep\nRedis ver. "
            + RedisVersion.TEXT
            + "\n");
  }

  private static void text(Call call, String text) {
    call.reply().verbatim("txt", text.getBytes(ISO_8859_1));
  }
}
