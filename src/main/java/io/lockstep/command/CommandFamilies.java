package io.lockstep.command;

import java.util.List;
import java.util.stream.Stream;

/** Every family of commands that a node has. */
public final class CommandFamilies {

  /** The rows of all families, in the order of COMMAND. */
  public static final List<Command> ALL =
      Stream.of(
              // families of keys, expiry, scans, strings, bits, transactions and debugging go here
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
