package io.lockstep.command.description;

import static io.lockstep.command.Command.command;
import static io.lockstep.command.Command.containerWith;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.lockstep.command.Call;
import io.lockstep.command.Command;
import io.lockstep.command.CommandException;
import io.lockstep.command.CommandFlag;
import io.lockstep.command.CommandTable;
import io.lockstep.command.Errors;
import io.lockstep.command.Handler;
import io.lockstep.command.Help;
import io.lockstep.command.text.Glob;
import io.lockstep.resp.Request;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** COMMAND: what the commands are. */
public final class CommandCommands {

  private static final String FLAGS = "loading stale";
  private static final int WRAPPED_FROM = 2; // COMMAND GETKEYS is followed by a whole request

  private static final String[] HELP = {
    "(no subcommand)",
    "    Return details about all Redis commands.",
    "COUNT",
    "    Return the total number of commands in this Redis server.",
    "LIST",
    "    Return a list of all commands in this Redis server.",
    "INFO [<command-name> ...]",
    "    Return details about multiple Redis commands.",
    "    If no command names are given, documentation details for all",
    "    commands are returned.",
    "DOCS [<command-name> ...]",
    "    Return documentation details about multiple Redis commands.",
    "    If no command names are given, documentation details for all",
    "    commands are returned.",
    "GETKEYS <full-command>",
    "    Return the keys from a full Redis command.",
    "GETKEYSANDFLAGS <full-command>",
    "    Return the keys and the access flags from a full Redis command.",
  };

  /** The family's rows. */
  public static final List<Command> TABLE =
      List.of(
          containerWith(
              "command",
              FLAGS,
              "connection",
              CommandCommands::all,
              List.of(
                  row("count", 2, CommandCommands::count),
                  row("info", -2, CommandCommands::info),
                  row("docs", -2, CommandCommands::docs),
                  row("list", -2, CommandCommands::list),
                  row("getkeys", -3, CommandCommands::getkeys),
                  row("getkeysandflags", -3, CommandCommands::getkeysandflags),
                  row("help", 2, call -> Help.write(call, HELP)))));

  private CommandCommands() {}

  private static Command row(String name, int arity, Handler handler) {
    return command(name, arity, FLAGS, "connection", handler);
  }

  private static void count(Call call) {
    call.reply().integer(call.node().commands().entries().size());
  }

  // ---- descriptions

  private static void all(Call call) {
    CommandDescription description = new CommandDescription(call.reply());
    List<CommandTable.Entry> entries = call.node().commands().entries();
    call.reply().array(entries.size());
    entries.forEach(description::write);
  }

  private static void info(Call call) {
    if (call.count() == 2) {
      all(call);
      return;
    }
    call.reply().array(call.count() - 2);
    for (int i = 2; i < call.count(); i++) {
      describe(call, call.node().commands().find(call.text(i)));
    }
  }

  private static void describe(Call call, CommandTable.@Nullable Entry entry) {
    if (entry == null) {
      call.reply().nil();
    } else {
      new CommandDescription(call.reply()).write(entry);
    }
  }

  private static void docs(Call call) {
    List<CommandTable.Entry> found = new ArrayList<>();
    if (call.count() == 2) {
      found.addAll(call.node().commands().entries());
    }
    for (int i = 2; i < call.count(); i++) {
      CommandTable.Entry entry = call.node().commands().find(call.text(i));
      if (entry != null) {
        found.add(entry);
      }
    }
    call.reply().map(found.size());
    found.forEach(entry -> CommandDocs.write(call.reply(), entry));
  }

  // ---- names

  private static void list(Call call) {
    Predicate<Command> wanted = filter(call);
    int mark = call.reply().deferArray();
    int[] count = {0};
    call.node()
        .commands()
        .forEach(
            entry -> {
              if (wanted.test(entry.command())) {
                call.reply().text(entry.command().fullName());
                count[0]++;
              }
            });
    call.reply().settle(mark, count[0]);
  }

  private static Predicate<Command> filter(Call call) {
    if (call.count() == 2) {
      return _ -> true;
    }
    if (call.count() != 5 || !call.is(2, "FILTERBY")) {
      throw new CommandException(Errors.SYNTAX);
    }
    String value = call.text(4).toLowerCase(Locale.ROOT);
    return switch (call.text(3).toUpperCase(Locale.ROOT)) {
      case "MODULE" -> _ -> false;
      case "ACLCAT" -> command -> AclCategories.of(command).contains(value);
      case "PATTERN" -> matching(value);
      default -> throw new CommandException(Errors.SYNTAX);
    };
  }

  private static Predicate<Command> matching(String pattern) {
    Glob glob = new Glob(pattern.getBytes(ISO_8859_1));
    return command -> {
      byte[] name = command.fullName().getBytes(ISO_8859_1);
      return glob.matches(name, 0, name.length);
    };
  }

  // ---- keys of a request

  private static void getkeys(Call call) {
    List<KeyPositions.Position> keys = keys(call, wrapped(call));
    call.reply().array(keys.size());
    keys.forEach(key -> writeKey(call, key));
  }

  private static void getkeysandflags(Call call) {
    Request wrapped = wrapped(call);
    List<KeyPositions.Position> keys = keys(call, wrapped);
    call.reply().array(keys.size());
    for (KeyPositions.Position key : keys) {
      List<String> flags =
          CommandDescription.keyFlags(VariableFlags.of(key.spec().flags(), wrapped));
      call.reply().array(2);
      writeKey(call, key);
      call.reply().set(flags.size());
      flags.forEach(call.reply()::simple);
    }
  }

  private static void writeKey(Call call, KeyPositions.Position key) {
    int i = WRAPPED_FROM + key.index();
    call.reply().bulk(call.bytes(), call.start(i), call.length(i));
  }

  private static List<KeyPositions.Position> keys(Call call, Request wrapped) {
    CommandTable.Entry entry = call.node().commands().find(wrapped);
    if (entry == null || (entry.isContainer() && wrapped.count() > 1)) {
      throw new CommandException("ERR Invalid command specified");
    }
    if (entry.command().keys().isEmpty()) {
      throw new CommandException("ERR The command has no key arguments");
    }
    if (!entry.command().admits(wrapped.count())) {
      throw new CommandException("ERR Invalid number of arguments specified for command");
    }
    List<KeyPositions.Position> keys = KeyPositions.in(entry.command(), wrapped);
    if (keys.isEmpty() && !entry.command().has(CommandFlag.NO_MANDATORY_KEYS)) {
      throw new CommandException("ERR Invalid arguments specified for command");
    }
    return keys;
  }

  private static Request wrapped(Call call) {
    byte[][] arguments = new byte[call.count() - WRAPPED_FROM][];
    Arrays.setAll(arguments, i -> call.request().copy(WRAPPED_FROM + i));
    return Request.of(arguments);
  }
}
