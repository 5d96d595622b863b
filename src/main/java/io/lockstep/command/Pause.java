package io.lockstep.command;

/**
 * Who has to wait: clients that CLIENT PAUSE holds, all of their commands or only writes, and
 * writes while the node waits for its replicas before it shuts down.
 */
public final class Pause {

  private long untilMs;
  private boolean everything;
  private boolean leaving;

  /** Whether somebody has to wait. */
  public boolean isActive(long nowMs) {
    return leaving || isAskedFor(nowMs);
  }

  private boolean isAskedFor(long nowMs) {
    return nowMs < untilMs;
  }

  /** Whether reads wait too. */
  boolean holdsEverything(long nowMs) {
    return everything && isAskedFor(nowMs);
  }

  /** Writes wait, whatever clients ask for, as the node is about to leave; or no longer. */
  public void leaving(boolean holdsWrites) {
    leaving = holdsWrites;
  }

  /**
   * Starts or prolongs the pause: it never gets shorter or milder by another one, as in Redis 7.
   */
  public void until(long untilMs, boolean everything, long nowMs) {
    this.everything = everything || holdsEverything(nowMs);
    this.untilMs = Math.max(untilMs, this.untilMs);
  }

  /** Ends what clients asked for. */
  public void end() {
    untilMs = 0;
    everything = false;
  }
}
