package io.lockstep.command;

/** What a command does: parses its arguments, acts, and writes one reply. */
@FunctionalInterface
public interface Handler {

  /**
   * Runs one call.
   *
   * @throws CommandException if the client is wrong; nothing must have changed by then
   */
  void run(Call call);
}
