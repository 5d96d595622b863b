package io.lockstep.command.family;

import io.lockstep.command.Command;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The rows of a node's commands while {@code rename-command} gives them other names. */
public final class CommandNames {

  private final Map<String, Command> rows = new LinkedHashMap<>();

  /** Every command under its own name. */
  public CommandNames() {
    CommandFamilies.ALL.forEach(row -> rows.put(row.name(), row));
  }

  /** A command cannot have the name it is to get; the message is Redis'. */
  public static final class RefusedException extends Exception {
    private static final long serialVersionUID = 1;

    private RefusedException(String reason) {
      super(reason);
    }
  }

  /**
   * Gives a command another name; statistics and errors go on with its own.
   *
   * @param newName empty to take the command away
   */
  public void rename(String name, String newName) throws RefusedException {
    Command row = rows.remove(name.toLowerCase(Locale.ROOT));
    if (row == null) {
      throw new RefusedException("No such command in rename-command");
    }
    String target = newName.toLowerCase(Locale.ROOT);
    if (!target.isEmpty() && rows.putIfAbsent(target, row.named(target)) != null) {
      throw new RefusedException("Target command name already exists");
    }
  }

  /** The rows as they are named now. */
  public List<Command> rows() {
    return List.copyOf(rows.values());
  }
}
