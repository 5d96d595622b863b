package io.lockstep.command.server;

import static io.lockstep.command.Command.command;
import static io.lockstep.command.Command.container;

import io.lockstep.command.Call;
import io.lockstep.command.Command;
import io.lockstep.command.CommandException;
import io.lockstep.command.CommandTable;
import io.lockstep.command.Help;
import io.lockstep.command.Node;
import io.lockstep.command.parameter.Circumstances;
import io.lockstep.command.parameter.SetOutcome;
import io.lockstep.command.parameter.file.ConfigRewrite;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** CONFIG: the parameters, the counts and the configuration file. */
public final class ConfigCommands {

  private static final String FLAGS = "admin noscript loading stale";

  private static final String[] HELP = {
    "GET <pattern>",
    "    Return parameters matching the glob-like <pattern> and their values.",
    "SET <directive> <value>",
    "    Set the configuration <directive> to <value>.",
    "RESETSTAT",
    "    Reset statistics reported by the INFO command.",
    "REWRITE",
    "    Rewrite the configuration file.",
  };

  /** The family's rows. */
  public static final List<Command> TABLE =
      List.of(
          container(
              "config",
              "",
              "",
              List.of(
                  command("get", -3, FLAGS, "", ConfigCommands::get),
                  command("set", -4, FLAGS, "", ConfigCommands::set),
                  command("resetstat", 2, FLAGS, "", ConfigCommands::resetstat),
                  command("rewrite", 2, FLAGS, "", ConfigCommands::rewrite),
                  command("help", 2, "loading stale", "", call -> Help.write(call, HELP)))));

  private ConfigCommands() {}

  private static void get(Call call) {
    Map<String, String> found = call.node().parameters().matching(words(call));
    call.reply().map(found.size());
    found.forEach(
        (name, value) -> {
          call.reply().text(name);
          call.reply().text(value);
        });
  }

  private static void set(Call call) {
    Circumstances circumstances =
        new Circumstances(call.client().connection().isLocal(), call.node().isLoading());
    switch (call.node().parameters().set(words(call), circumstances)) {
      case SetOutcome.Done _ -> call.ok();
      case SetOutcome.Refused(String error) -> throw new CommandException(error);
    }
  }

  private static List<String> words(Call call) {
    List<String> words = new ArrayList<>();
    for (int i = 2; i < call.count(); i++) {
      words.add(call.text(i));
    }
    return words;
  }

  private static void resetstat(Call call) {
    call.node().statistics().reset();
    call.node().commands().forEach(CommandTable.Entry::resetStatistics);
    call.ok();
  }

  private static void rewrite(Call call) {
    rewrite(call, text -> ConfigRewrite.of(text, call.node().parameters(), List.of()));
  }

  /** DEBUG CONFIG-REWRITE-FORCE-ALL. */
  public static void rewriteAll(Call call) {
    rewrite(call, text -> ConfigRewrite.complete(text, call.node().parameters(), List.of()));
  }

  private static void rewrite(Call call, UnaryOperator<String> rewriting) {
    Node node = call.node();
    if (node.control().configFile().isEmpty()) {
      throw new CommandException("ERR The server is running without a config file");
    }
    try {
      node.control().rewriteConfigFile(rewriting);
    } catch (IOException failure) {
      throw new CommandException("ERR Rewriting config file: " + failure.getMessage());
    }
    call.ok();
  }
}
