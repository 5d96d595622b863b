package io.lockstep.replication.upstream;

import org.jspecify.annotations.Nullable;

/**
 * What happens to a link. Events of a connection or a load that was given up (see {@link
 * LinkAction.Hangup}, {@link LinkAction.AbortTransfer}) must not be delivered any more.
 */
public sealed interface LinkEvent {

  /** An operator's decision; possible in every state. */
  sealed interface Order extends LinkEvent {}

  /**
   * Follow this master from now on.
   *
   * @param own this node's history, to continue from if it was a master until now; null if it has
   *     none
   */
  record Follow(Target target, @Nullable Checkpoint own) implements Order {}

  /** Follow nobody from now on. */
  record Unfollow() implements Order {}

  /** Anything that nobody ordered. */
  sealed interface Incident extends LinkEvent {}

  /** Time has passed; at least once a second, better ten times. */
  record Tick() implements Incident {}

  /** An attempt to connect has ended. */
  sealed interface DialOutcome extends Incident {}

  record Dialed() implements DialOutcome {}

  record DialFailed(String cause) implements DialOutcome {}

  /** The connection has ended or is of no more use. */
  sealed interface Loss extends Incident {
    String cause();
  }

  /** The peer closed, or input or output failed. */
  record ConnectionLost(String cause) implements Loss {}

  /**
   * The peer sent what nobody understands: nothing it sent before is to be trusted as a history.
   */
  record ProtocolBroken(String cause) implements Loss {}

  /** Something of a reply line came. */
  sealed interface Speech extends Incident {}

  /** A whole line, without its end. */
  record Line(String text) implements Speech {}

  /** A line has begun but is not complete. */
  record LineBegun() implements Speech {}

  /** Something of a snapshot. */
  sealed interface Progress extends Incident {}

  record PayloadBytes(long count) implements Progress {}

  /** The payload's last byte, and its marker if it has one, are here. */
  record PayloadComplete() implements Progress {}

  /** The loader has begun or got further. */
  record LoadProgress() implements Progress {}

  /** The loader has read everything, and the checksum holds. */
  record LoadFinished() implements Progress {}

  record LoadFailed(String reason) implements Progress {}

  /**
   * The data was given up before the snapshot is here: there is nothing left to continue from.
   *
   * @param why what to say when a snapshot is asked for again
   */
  record DataFlushed(String why) implements Progress {}

  /** Something of the command stream. */
  sealed interface Stream extends Incident {}

  /** Bytes came; everything up to {@code appliedOffset} has been applied. */
  record StreamBytes(long appliedOffset) implements Stream {}

  /**
   * The master sent REPLCONF GETACK.
   *
   * @param offsetBefore the last byte before that command: what the answer carries
   */
  record GetAck(long offsetBefore) implements Stream {}
}
