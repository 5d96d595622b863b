package io.lockstep.command;

import java.util.Set;

/**
 * On what terms a node is to end (Redis, {@code prepareForShutdown}). Nothing is saved, so only
 * haste is left to be said.
 *
 * @param isAtOnce without waiting for replicas that lag
 */
public record ShutdownTerms(boolean isAtOnce) {

  /** Replicas may catch up first, for {@code shutdown-timeout}. */
  public static final ShutdownTerms USUAL = new ShutdownTerms(false);

  /** What {@code shutdown-on-sigterm} or {@code shutdown-on-sigint} says. */
  public static ShutdownTerms of(Set<String> flags) {
    return new ShutdownTerms(flags.contains("now"));
  }
}
