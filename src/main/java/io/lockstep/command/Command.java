package io.lockstep.command;

import java.util.List;

/**
 * One row of a command table: a verb's name, shape and handler.
 *
 * @param name lower case; a subcommand's own word
 * @param fullName the name that errors and statistics show: {@code config|get} for a subcommand
 * @param arity the number of arguments with the name; negative means at least that many
 * @param flags bits of {@link CommandFlag}
 * @param categories ACL categories besides those that follow from flags, separated by blanks
 * @param handler what it does
 * @param keys where its keys stand
 * @param subcommands the verbs of a container, else empty
 */
public record Command(
    String name,
    String fullName,
    int arity,
    int flags,
    String categories,
    Handler handler,
    List<KeySpec> keys,
    List<Command> subcommands) {

  /** A plain row. */
  public static Command command(
      String name, int arity, String flags, String categories, Handler handler, KeySpec... keys) {
    return new Command(
        name, name, arity, CommandFlag.parse(flags), categories, handler, List.of(keys), List.of());
  }

  /** A row that only leads to its subcommands. */
  public static Command container(
      String name, String flags, String categories, List<Command> subcommands) {
    return new Command(
        name,
        name,
        -2,
        CommandFlag.parse(flags),
        categories,
        Command::unreachable,
        List.of(),
        subcommands.stream().map(row -> row.within(name)).toList());
  }

  /** A row that leads to its subcommands, and has a meaning of its own without one. */
  public static Command containerWith(
      String name, String flags, String categories, Handler handler, List<Command> subcommands) {
    Command plain = container(name, flags, categories, subcommands);
    return new Command(
        name, name, -1, plain.flags, categories, handler, List.of(), plain.subcommands);
  }

  private static void unreachable(Call call) {
    throw new IllegalStateException("A container command has no handler of its own.");
  }

  private Command within(String container) {
    return new Command(
        name, container + "|" + name, arity, flags, categories, handler, keys, subcommands);
  }

  public Command named(String newName) {
    return new Command(newName, fullName, arity, flags, categories, handler, keys, subcommands);
  }

  /** Whether the command declares this flag. */
  public boolean has(CommandFlag flag) {
    return (flags & flag.bit()) != 0;
  }

  /** Whether a request of {@code count} arguments fits. */
  public boolean admits(int count) {
    return arity >= 0 ? count == arity : count >= -arity;
  }

  /** The name of the container, or of the command itself. */
  String containerName() {
    int bar = fullName.indexOf('|');
    return bar < 0 ? fullName : fullName.substring(0, bar);
  }
}
