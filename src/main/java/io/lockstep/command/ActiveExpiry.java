package io.lockstep.command;

import io.lockstep.keyspace.Expiry;

/**
 * Deletes keys that have run out though nobody asks for them, a portion at a time. Each deletion is
 * a unit of its own in the log. A replica waits for its master's word, and deletes only what its
 * own clients made volatile.
 */
public final class ActiveExpiry {

  private final Node node;
  private Expiry expiry;

  ActiveExpiry(Node node) {
    this.node = node;
    this.expiry = new Expiry(node.keyspace());
  }

  void keyspaceReplaced() {
    expiry = new Expiry(node.keyspace());
  }

  /**
   * Looks at about so many keys with a time of expiry, more of a database where many have run out;
   * returns how many were deleted.
   */
  public int cycle(int effort) {
    if (!isOn()) {
      return 0;
    }
    if (node.replication().isReplica()) {
      return node.ownVolatileKeys().cycle(effort);
    }
    node.ownVolatileKeys().clear();
    int expired =
        expiry.cycle(
            node.nowMs(),
            effort,
            (database, record) -> node.liveKeys().expire(database.index(), record));
    node.propagation().finishUnwrapped();
    return expired;
  }

  private boolean isOn() {
    return node.settings().activeExpire
        && !node.pause().isActive(node.nowMs())
        && !node.isLoading();
  }

  /** An estimate of the keys with a time of expiry that have run out, in percent. */
  public double stalePercent() {
    return expiry.stalePercent();
  }
}
