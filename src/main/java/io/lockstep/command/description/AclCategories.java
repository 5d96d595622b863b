package io.lockstep.command.description;

import io.lockstep.command.Command;
import io.lockstep.command.CommandFlag;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The ACL categories of commands: those that a row names, and those that follow from its flags
 * (Redis, {@code setImplicitACLCategories}).
 */
final class AclCategories {

  private static final List<String> ALL =
      List.of(
          "keyspace",
          "read",
          "write",
          "set",
          "sortedset",
          "list",
          "hash",
          "string",
          "bitmap",
          "hyperloglog",
          "geo",
          "stream",
          "pubsub",
          "admin",
          "fast",
          "slow",
          "blocking",
          "dangerous",
          "connection",
          "transaction",
          "scripting");

  private AclCategories() {}

  /** Whether there is a category of this name. */
  static boolean exist(String category) {
    return ALL.contains(category);
  }

  /** A command's categories, in Redis' order. */
  static List<String> of(Command command) {
    Set<String> own = new LinkedHashSet<>(Arrays.asList(command.categories().split(" ", -1)));
    addImplied(command, own);
    return ALL.stream().filter(own::contains).toList();
  }

  private static void addImplied(Command command, Set<String> own) {
    addIf(command.has(CommandFlag.WRITE), own, "write");
    addIf(command.has(CommandFlag.READONLY) && !own.contains("scripting"), own, "read");
    addIf(command.has(CommandFlag.ADMIN), own, "admin");
    addIf(command.has(CommandFlag.ADMIN), own, "dangerous");
    addIf(command.has(CommandFlag.PUBSUB), own, "pubsub");
    addIf(command.has(CommandFlag.BLOCKING), own, "blocking");
    own.add(command.has(CommandFlag.FAST) ? "fast" : "slow");
  }

  private static void addIf(boolean follows, Set<String> categories, String category) {
    if (follows) {
      categories.add(category);
    }
  }
}
