package io.lockstep.replication.downstream;

/** How a snapshot reaches its replicas. */
public enum SnapshotKind {
  /** Encoded to a file first: its length is known, and later replicas may still join. */
  SPOOLED,
  /** Sent while it is encoded, with a marker at its end; nobody can join once it has begun. */
  STREAMED
}
