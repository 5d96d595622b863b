package io.lockstep.engine;

import io.lockstep.keyspace.Keyspace;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Data that a full resync has replaced: given back a little at a time, so that nobody waits for it,
 * and not before the last snapshot of it is closed.
 */
final class FormerKeyspaces {

  private final Deque<Keyspace> waiting = new ArrayDeque<>();

  /** Takes over what is no longer the node's. */
  void add(Keyspace former) {
    former.clear();
    waiting.add(former);
  }

  /** Gives back up to so many blocks. */
  void release(int budget) {
    Keyspace first = waiting.peek();
    if (first != null && !first.releaseRetired(budget) && !first.isBeingRead()) {
      waiting.remove().close();
    }
  }

  /** Gives back everything, at the node's end. */
  void closeAll() {
    waiting.forEach(Keyspace::close);
    waiting.clear();
  }
}
