package io.lockstep.command;

/**
 * The client is wrong: ends a command with an error reply and nothing else. It carries no stack, so
 * that a flood of wrong requests costs no more than right ones.
 */
public final class CommandException extends RuntimeException {

  /** An error with Redis' text, code word first. */
  public CommandException(String text) {
    super(text, null, false, false);
  }

  /** The reply's text, without the leading dash. */
  public String text() {
    return String.valueOf(getMessage());
  }
}
