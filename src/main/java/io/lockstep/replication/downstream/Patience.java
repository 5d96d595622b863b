package io.lockstep.replication.downstream;

/**
 * How long a replica may hold others back: those that share its snapshot and have taken all of it
 * that there is, or that wait for a snapshot while no further one may be open.
 *
 * @param minBytesPerSecond who takes so much is slow, and may be
 * @param forMs how long it is looked at
 */
public record Patience(long minBytesPerSecond, long forMs) {
  private static final long SECOND_MS = 1_000;

  /** Whether it has been looked at for long enough. */
  public boolean isJudged(long heldMs) {
    return heldMs >= forMs;
  }

  boolean isOver(long takenBytes, long heldMs) {
    return isJudged(heldMs) && takenBytes * SECOND_MS < minBytesPerSecond * heldMs;
  }
}
