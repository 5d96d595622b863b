package io.lockstep.admin;

import java.time.Duration;

/**
 * What one HTTP request may ask for.
 *
 * @param maxBacklogCommands the most commands on one page of the backlog
 * @param maxBacklogBytes the most bytes copied from the backlog for one page
 * @param maxArguments the most arguments shown of one command
 * @param maxArgumentBytes the most bytes shown of one argument
 * @param maxListeners the most event streams that are open at a time
 * @param callTimeout how long an answer of the engine may take
 */
public record AdminLimits(
    int maxBacklogCommands,
    int maxBacklogBytes,
    int maxArguments,
    int maxArgumentBytes,
    int maxListeners,
    Duration callTimeout) {

  /** Enough to read by, and small enough not to be felt. */
  public static AdminLimits standard() {
    return new AdminLimits(1000, 256 << 10, 16, 128, 100, Duration.ofSeconds(5));
  }
}
