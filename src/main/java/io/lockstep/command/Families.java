package io.lockstep.command;

import java.util.List;
import java.util.stream.Stream;

/** All commands of this server, family by family. */
public final class Families {

  private Families() {}

  /** The rows of every family. */
  public static List<Command> all() {
    return Stream.of(StringCommands.TABLE, BitCommands.TABLE).flatMap(List::stream).toList();
  }
}
