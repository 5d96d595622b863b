package io.lockstep.replication;

/**
 * The answer to a replica that asks to continue: the stream from its offset, or a snapshot first.
 */
public sealed interface Resume {

  /**
   * The replica has everything before {@code startOffset}.
   *
   * @param startOffset the first byte to send; one past the last one produced when there is none
   *     yet
   */
  record Continue(long startOffset) implements Resume {}

  /** The replica must load a snapshot, because of {@code reason}. */
  record FullResync(ResyncReason reason) implements Resume {}
}
