package io.lockstep.command;

/**
 * What a client waits for that sent WAIT, or SHUTDOWN.
 *
 * @param replicas how many replicas must have acknowledged
 * @param offset the place in the stream that they must have reached
 * @param untilMs when it is answered all the same; 0 is never
 */
public record Wait(long replicas, long offset, long untilMs) {

  /** More than there can be: a client that sent SHUTDOWN is answered only if it is taken back. */
  private static final long ALL_AND_MORE = Long.MAX_VALUE;

  /** What a client waits for that sent SHUTDOWN. */
  public static Wait forShutdown() {
    return new Wait(ALL_AND_MORE, 0, 0);
  }

  /** Whether CLIENT UNBLOCK may end it. */
  boolean mayBeEnded() {
    return replicas != ALL_AND_MORE;
  }

  /** Whether it is over, by success or by time. */
  boolean isOver(Node node) {
    return node.replication().replicasAt(offset) >= replicas
        || (untilMs > 0 && node.nowMs() >= untilMs);
  }
}
