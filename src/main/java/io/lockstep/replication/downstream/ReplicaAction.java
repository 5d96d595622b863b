package io.lockstep.replication.downstream;

import java.nio.charset.StandardCharsets;

/** What the engine has to do for a replica, in the order given. */
public sealed interface ReplicaAction {

  /** Write a line of the protocol, ahead of payload and stream. */
  record Send(String text) implements ReplicaAction {
    public byte[] bytes() {
      return text.getBytes(StandardCharsets.ISO_8859_1);
    }
  }

  /** A snapshot is needed: see {@link SnapshotGathering}. */
  record AwaitSnapshot() implements ReplicaAction {}

  /** Open its cursor on the log, which pins everything from {@code startOffset} on. */
  record OpenCursor(long startOffset) implements ReplicaAction {}

  /** Write the payload, beginning with this header. */
  record SendPayload(String header) implements ReplicaAction {
    public byte[] headerBytes() {
      return header.getBytes(StandardCharsets.ISO_8859_1);
    }
  }

  /** Feed it from its cursor from now on. */
  record StartStream() implements ReplicaAction {}

  /**
   * It is dropped for leaving too much unsent, and would be again: its next full resync may leave
   * twice as much.
   */
  record WidenLimit() implements ReplicaAction {}

  /** Close its connection and its cursor. */
  record Drop(String reason) implements ReplicaAction {}
}
