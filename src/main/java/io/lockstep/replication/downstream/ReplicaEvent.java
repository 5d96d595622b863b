package io.lockstep.replication.downstream;

import io.lockstep.replication.PayloadForm;
import io.lockstep.replication.Resume;

/** What happens to a replica of this node. */
public sealed interface ReplicaEvent {

  /** REPLCONF with one option; one event per pair. */
  record Configured(ReplconfOption option) implements ReplicaEvent {}

  /** Something that happens while a client becomes a replica. */
  sealed interface Request extends ReplicaEvent {}

  /**
   * PSYNC came.
   *
   * @param resume what the log says to it
   * @param replid the history of this node now
   */
  record PsyncAsked(Resume resume, String replid) implements Request {}

  /** SYNC came. */
  record SyncAsked() implements Request {}

  /** Something of the snapshot it waits for. */
  sealed interface Snapshot extends ReplicaEvent {}

  /** The snapshot is open: it has everything up to {@code offset} of history {@code replid}. */
  record SnapshotOpened(SnapshotKind kind, String replid, long offset) implements Snapshot {}

  record SnapshotFailed(String reason) implements Snapshot {}

  /** The payload can be sent: its length is known, or it will end with a marker. */
  record PayloadReady(PayloadForm form) implements Snapshot {}

  /** The socket took some of the payload, or everything that there is so far. */
  record PayloadProgress() implements Snapshot {}

  /**
   * Others wait because the socket takes the payload slowly.
   *
   * @param forMs since when
   * @param takenBytes what it took in that time
   */
  record HoldsOthers(long forMs, long takenBytes) implements Snapshot {}

  /** The socket took all of the payload, and the marker if it has one. */
  record PayloadSent() implements Snapshot {}

  /** A sign of life. */
  sealed interface Sign extends ReplicaEvent {}

  /** REPLCONF ACK. */
  record Ack(long offset) implements Sign {}

  /** An empty line: the replica is busy loading. */
  record EmptyLine() implements Sign {}

  /** Time has passed; at least once a second. */
  record Tick() implements ReplicaEvent {}

  /** The replica's cursor was measured: after it was fed, and with each tick. */
  record Measured(long bytesBehind) implements ReplicaEvent {}
}
