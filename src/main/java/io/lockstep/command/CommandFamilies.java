package io.lockstep.command;

import java.util.List;
import java.util.stream.Stream;

/** Every family of commands that a node has. */
public final class CommandFamilies {

  /** The rows of all families, in the order of COMMAND. */
  public static final List<Command> ALL =
      Stream.of(
              StringCommands.TABLE,
              BitCommands.TABLE,
              KeyCommands.TABLE,
              ExpiryCommands.TABLE,
              ScanCommands.TABLE,
              DatabaseCommands.TABLE,
              ObjectCommands.TABLE,
              TransactionCommands.TABLE,
              DebugCommands.TABLE,
              ConnectionCommands.TABLE,
              ClientCommands.TABLE,
              ServerCommands.TABLE,
              ConfigCommands.TABLE,
              CommandCommands.TABLE,
              MemoryCommands.TABLE,
              SlowLogCommands.TABLE,
              LatencyCommands.TABLE,
              ReplicationCommands.TABLE)
          .flatMap(List::stream)
          .toList();

  private CommandFamilies() {}
}
