package io.lockstep.command.connection;

import io.lockstep.command.CommandException;

/** What a client may call itself and its library: visible ASCII without blanks. */
final class ClientNames {

  private ClientNames() {}

  /** Refuses a name of a client that would break CLIENT LIST. */
  static void check(String name) {
    if (!isPlain(name)) {
      throw new CommandException(
          "ERR Client names cannot contain spaces, newlines or special characters.");
    }
  }

  /** Refuses a value of CLIENT SETINFO that would break CLIENT LIST. */
  static void checkAttribute(String attribute, String value) {
    if (!isPlain(value)) {
      throw new CommandException(
          "ERR " + attribute + " cannot contain spaces, newlines or special characters.");
    }
  }

  private static boolean isPlain(String name) {
    return name.chars().allMatch(letter -> letter >= '!' && letter <= '~');
  }
}
