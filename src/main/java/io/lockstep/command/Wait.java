package io.lockstep.command;

/**
 * What a client waits for that sent WAIT.
 *
 * @param replicas how many replicas must have acknowledged
 * @param offset the place in the stream that they must have reached
 * @param untilMs when it is answered all the same; 0 is never
 */
public record Wait(long replicas, long offset, long untilMs) {

  /** Whether it is over, by success or by time. */
  boolean isOver(Node node) {
    return node.replication().replicasAt(offset) >= replicas
        || (untilMs > 0 && node.nowMs() >= untilMs);
  }
}
