package io.lockstep.command.parameter;

/** What is special about a parameter. */
public enum Trait {
  /** Set at start-up only. */
  IMMUTABLE,
  /** Answered when asked for by its whole name, never to a pattern. */
  HIDDEN,
  /** Changed only as {@code enable-protected-configs} allows. */
  PROTECTED,
  /** A secret: kept out of the slow log, MONITOR and the dashboard. */
  SENSITIVE,
  /** Not changed while a data set is being loaded. */
  DENIED_WHILE_LOADING
}
