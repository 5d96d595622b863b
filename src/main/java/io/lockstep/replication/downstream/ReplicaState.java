package io.lockstep.replication.downstream;

import io.lockstep.replication.PayloadForm;

/** Where a replica of this node stands. */
public sealed interface ReplicaState {
  ReplicaProfile profile();

  /** The public name, after Redis' constants. */
  String name();

  /** The word in INFO; empty for a client that is not listed there. */
  String infoName();

  /** The last byte that the replica has confirmed, 0 before it has. */
  default long ackOffset() {
    return 0;
  }

  /** The last byte of the stream that the replica is known to have or to be getting, or −1. */
  default long offset() {
    return -1;
  }

  /** Seconds since the last sign of life, as INFO counts them; 0 unless online. */
  default long lagSeconds(long nowMs) {
    return 0;
  }

  /** A client that may become a replica. */
  record Handshake(ReplicaProfile profile) implements ReplicaState {
    @Override
    public String name() {
      return "HANDSHAKE";
    }

    @Override
    public String infoName() {
      return "";
    }
  }

  /** A replica: it is listed, and measured. */
  sealed interface Attached extends ReplicaState {}

  /**
   * A full resync was agreed; no snapshot is open for it yet.
   *
   * @param isNumbered it sent PSYNC, so it understands offsets; not with SYNC
   */
  record WaitBgsaveStart(ReplicaProfile profile, boolean isNumbered, long sinceMs, long newlineAtMs)
      implements Attached {
    @Override
    public String name() {
      return "WAIT_BGSAVE_START";
    }

    @Override
    public String infoName() {
      return "wait_bgsave";
    }
  }

  /** The snapshot is open; what it lacks is pinned in the log for this replica. */
  sealed interface Syncing extends Attached {
    boolean isNumbered();

    long snapshotOffset();

    long overSoftSinceMs();

    @Override
    default long offset() {
      return snapshotOffset();
    }

    Syncing overSoftSince(long ms);
  }

  /** The snapshot is being spooled, or streamed right away. */
  record WaitBgsaveEnd(
      ReplicaProfile profile,
      boolean isNumbered,
      long snapshotOffset,
      SnapshotKind kind,
      boolean isStreaming,
      long lastProgressMs,
      long overSoftSinceMs)
      implements Syncing {
    @Override
    public String name() {
      return "WAIT_BGSAVE_END";
    }

    @Override
    public String infoName() {
      return "wait_bgsave";
    }

    @Override
    public WaitBgsaveEnd overSoftSince(long ms) {
      return new WaitBgsaveEnd(
          profile, isNumbered, snapshotOffset, kind, isStreaming, lastProgressMs, ms);
    }

    WaitBgsaveEnd progressAt(long nowMs) {
      return new WaitBgsaveEnd(
          profile, isNumbered, snapshotOffset, kind, isStreaming, nowMs, overSoftSinceMs);
    }

    WaitBgsaveEnd streaming(long nowMs) {
      return new WaitBgsaveEnd(
          profile, isNumbered, snapshotOffset, kind, true, nowMs, overSoftSinceMs);
    }
  }

  /** The spooled snapshot is being sent. */
  record SendBulk(
      ReplicaProfile profile,
      boolean isNumbered,
      long snapshotOffset,
      PayloadForm.Length form,
      long lastProgressMs,
      long overSoftSinceMs)
      implements Syncing {
    @Override
    public String name() {
      return "SEND_BULK";
    }

    @Override
    public String infoName() {
      return "send_bulk";
    }

    @Override
    public SendBulk overSoftSince(long ms) {
      return new SendBulk(profile, isNumbered, snapshotOffset, form, lastProgressMs, ms);
    }

    SendBulk progressAt(long nowMs) {
      return new SendBulk(profile, isNumbered, snapshotOffset, form, nowMs, overSoftSinceMs);
    }
  }

  /**
   * It follows the stream.
   *
   * @param isNumbered it acknowledges; a client that sent SYNC never does
   * @param isHeld nothing may be sent before its first acknowledgement, as the marker must be the
   *     last it reads
   * @param startOffset the last byte that it had before it followed the stream
   * @param ackOffset only grows
   * @param ackAtMs its last sign of life
   */
  record Online(
      ReplicaProfile profile,
      boolean isNumbered,
      boolean isHeld,
      long startOffset,
      long ackOffset,
      long ackAtMs,
      long overSoftSinceMs)
      implements Attached {
    @Override
    public String name() {
      return "ONLINE";
    }

    @Override
    public String infoName() {
      return "online";
    }

    @Override
    public long lagSeconds(long nowMs) {
      return Math.max(0, nowMs / 1000 - ackAtMs / 1000);
    }

    @Override
    public long offset() {
      return Math.max(startOffset, ackOffset);
    }

    Online acked(long offset, long nowMs) {
      return new Online(
          profile,
          isNumbered,
          false,
          startOffset,
          Math.max(offset, ackOffset),
          nowMs,
          overSoftSinceMs);
    }

    Online alive(long nowMs) {
      return new Online(
          profile, isNumbered, isHeld, startOffset, ackOffset, nowMs, overSoftSinceMs);
    }

    Online overSoftSince(long ms) {
      return new Online(profile, isNumbered, isHeld, startOffset, ackOffset, ackAtMs, ms);
    }
  }

  /** An RDB-only client has its snapshot; it is about to go. */
  record RdbTransmitted(ReplicaProfile profile) implements Attached {
    @Override
    public String name() {
      return "RDB_TRANSMITTED";
    }

    @Override
    public String infoName() {
      return "";
    }
  }

  /** Given up; nothing more happens. */
  record Dropped(ReplicaProfile profile, long offset, String reason) implements ReplicaState {
    @Override
    public String name() {
      return "DROPPED";
    }

    @Override
    public String infoName() {
      return "";
    }
  }
}
