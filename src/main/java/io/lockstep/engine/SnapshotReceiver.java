package io.lockstep.engine;

import io.lockstep.replication.downstream.Patience;

/** One replica that takes a snapshot: what is on its way to it, and since when others wait. */
final class SnapshotReceiver {

  private static final long NOBODY_WAITS = -1;

  private final ReplicaLink link;
  private int piecesOut; // handed to its socket, which has not taken them
  private long takenBytes;
  private long heldSinceMs = NOBODY_WAITS;
  private long heldTakenBytes;

  SnapshotReceiver(ReplicaLink link) {
    this.link = link;
  }

  ReplicaLink link() {
    return link;
  }

  int piecesOut() {
    return piecesOut;
  }

  void handed() {
    piecesOut++;
  }

  void took(int bytes) {
    piecesOut--;
    takenBytes += bytes;
  }

  /** Others wait because of it, from now on or still. */
  void holdsOthers(long nowMs) {
    if (heldSinceMs == NOBODY_WAITS) {
      heldSinceMs = nowMs;
      heldTakenBytes = takenBytes;
    }
  }

  /** Nobody waits because of it. */
  void holdsNobody() {
    heldSinceMs = NOBODY_WAITS;
  }

  /** Since when others wait because of it. */
  long heldForMs(long nowMs) {
    return heldSinceMs == NOBODY_WAITS ? 0 : nowMs - heldSinceMs;
  }

  /** What it took in that time. */
  long takenWhileHeld() {
    return takenBytes - heldTakenBytes;
  }

  /** Whoever has stood the test is tested anew. */
  void forgetIfJudged(Patience patience, long nowMs) {
    if (patience.isJudged(heldForMs(nowMs))) {
      holdsNobody();
    }
  }
}
