package io.lockstep.command;

/**
 * CLIENT PAUSE: until when normal clients wait, and whether all of their commands or only writes.
 */
public final class Pause {

  private long untilMs;
  private boolean everything;

  /** Whether somebody has to wait. */
  public boolean isActive(long nowMs) {
    return nowMs < untilMs;
  }

  /** Whether reads wait too. */
  boolean holdsEverything() {
    return everything;
  }

  /**
   * Starts or prolongs the pause: it never gets shorter or milder by another one, as in Redis 7.
   */
  public void until(long untilMs, boolean everything, long nowMs) {
    this.everything = everything || (isActive(nowMs) && this.everything);
    this.untilMs = Math.max(untilMs, this.untilMs);
  }

  /** Ends it. */
  public void end() {
    untilMs = 0;
    everything = false;
  }
}
