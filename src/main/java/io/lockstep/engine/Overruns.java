package io.lockstep.engine;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How often each replica was dropped for leaving too much of the stream unsent. Its log is no
 * longer there when it comes back, so it needs another full resync, in which as much is written
 * again: unless it may leave more unsent each time, it resyncs for ever.
 */
final class Overruns {

  /** More replicas than this are not told apart: the one noted first is forgotten. */
  private static final int MOST_REPLICAS = 256;

  private final Map<String, Integer> counts = new LinkedHashMap<>();

  /** A replica was dropped. */
  void note(String replica) {
    counts.merge(replica, 1, Integer::sum);
    if (counts.size() > MOST_REPLICAS) {
      counts.remove(counts.keySet().iterator().next());
    }
  }

  /** A replica has caught up. */
  void forget(String replica) {
    counts.remove(replica);
  }

  /** How often a replica was dropped since it last had caught up. */
  int of(String replica) {
    return counts.getOrDefault(replica, 0);
  }
}
