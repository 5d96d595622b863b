package io.lockstep.command;

import io.lockstep.resp.ReplyWriter;

/**
 * What a client waits for that sent WAIT, or SHUTDOWN.
 *
 * @param replicas how many replicas must have acknowledged
 * @param offset the place in the stream that they must have reached
 * @param untilMs when it is answered all the same; 0 is never
 */
public record ReplicaWait(long replicas, long offset, long untilMs) implements Wait {

  /** More than there can be: a client that sent SHUTDOWN is answered only if it is taken back. */
  private static final long ALL_AND_MORE = Long.MAX_VALUE;

  /** What a client waits for that sent SHUTDOWN. */
  public static ReplicaWait forShutdown() {
    return new ReplicaWait(ALL_AND_MORE, 0, 0);
  }

  @Override
  public boolean mayBeEnded() {
    return !isForShutdown();
  }

  boolean isForShutdown() {
    return replicas == ALL_AND_MORE;
  }

  @Override
  public boolean isOver(Node node) {
    return node.replication().replicasAt(offset) >= replicas
        || (untilMs > 0 && node.nowMs() >= untilMs);
  }

  @Override
  public void answer(Node node, ReplyWriter reply) {
    reply.integer(node.replication().replicasAt(offset));
  }
}
