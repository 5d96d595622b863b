package io.lockstep.engine;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How long replicas wait for their next snapshot whose last one could not be written, or that broke
 * off after it and acknowledged none of it, as one does that cannot read it: longer each time,
 * since such a replica comes back at once. Others are not kept waiting by it: what spares the
 * master however many replicas come is {@link
 * io.lockstep.replication.downstream.SnapshotGathering}'s period.
 */
final class SyncPauses {

  private static final long FIRST_MS = 250;

  /** More replicas than this are not told apart: the one noted first is forgotten. */
  private static final int MOST_REPLICAS = 256;

  private static final int MOST_DOUBLINGS = 30;

  /** So many breaks; the next snapshot may follow from then on. */
  private record Pause(int breaks, long untilMs) {}

  private final Map<String, Pause> pauses = new LinkedHashMap<>();

  /** A replica broke off; its pause begins. Returns how long it is, {@code longestMs} at most. */
  long brokeOff(String replica, long nowMs, long longestMs) {
    Pause last = pauses.get(replica);
    int breaks = last == null || nowMs - last.untilMs() > longestMs ? 1 : last.breaks() + 1;
    long pauseMs = Math.min(longestMs, FIRST_MS << Math.min(breaks - 1, MOST_DOUBLINGS));
    pauses.put(replica, new Pause(breaks, nowMs + pauseMs));
    if (pauses.size() > MOST_REPLICAS) {
      pauses.remove(pauses.keySet().iterator().next());
    }
    return pauseMs;
  }

  /** A replica has acknowledged something. */
  void forget(String replica) {
    pauses.remove(replica);
  }

  boolean isOver(String replica, long nowMs) {
    Pause pause = pauses.get(replica);
    return pause == null || nowMs >= pause.untilMs();
  }
}
