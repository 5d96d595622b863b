package io.lockstep.command.server;

import static io.lockstep.command.Command.command;

import io.lockstep.command.Call;
import io.lockstep.command.Command;
import io.lockstep.command.CommandException;
import io.lockstep.command.Errors;
import io.lockstep.command.Saving;
import java.util.List;

/** SAVE, BGSAVE, LASTSAVE: the file that a node is loaded from. */
public final class SavingCommands {

  private static final long SECOND_MS = 1_000;
  private static final String IN_PROGRESS = "ERR Background save already in progress";

  /** An error of which the log tells more. */
  private static final String FAILED = "ERR";

  /** The family's rows. */
  public static final List<Command> TABLE =
      List.of(
          command("save", 1, "admin noscript no_async_loading no_multi", "", SavingCommands::save),
          command("bgsave", -1, "admin noscript no_async_loading", "", SavingCommands::bgsave),
          command(
              "lastsave", 1, "loading stale fast", "admin dangerous", SavingCommands::lastsave));

  private SavingCommands() {}

  private static void save(Call call) {
    requireIdle(call);
    answer(call, call.node().saving().save(), "OK");
  }

  private static void bgsave(Call call) {
    if (call.count() > 2 || (call.count() == 2 && !call.is(1, "SCHEDULE"))) {
      throw new CommandException(Errors.SYNTAX);
    }
    requireIdle(call);
    Saving saving = call.node().saving();
    if (call.isQueued()) {
      saving.schedule();
      call.reply().simple("Background saving scheduled");
    } else {
      answer(call, saving.saveInBackground(), "Background saving started");
    }
  }

  private static void requireIdle(Call call) {
    if (call.node().saving().isInProgress()) {
      throw new CommandException(IN_PROGRESS);
    }
  }

  private static void answer(Call call, boolean hasSucceeded, String success) {
    if (!hasSucceeded) {
      throw new CommandException(FAILED);
    }
    call.reply().simple(success);
  }

  private static void lastsave(Call call) {
    call.reply().integer(call.node().saving().lastSavedAtMs() / SECOND_MS);
  }
}
