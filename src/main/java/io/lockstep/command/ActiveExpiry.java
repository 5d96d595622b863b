package io.lockstep.command;

import io.lockstep.keyspace.Expiry;

/**
 * Deletes keys that have run out though nobody asks for them, a portion at a time. Each deletion is
 * a unit of its own in the log. Only a master does so: a replica waits for its master's word, even
 * for keys that were written to the replica itself.
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
    int expired =
        expiry.cycle(
            node.nowMs(),
            effort,
            (database, record) -> node.liveKeys().expire(database.index(), record));
    node.propagation().finishUnwrapped();
    return expired;
  }

  private boolean isOn() {
    return node.settings().activeExpire && node.isExpiryOurs() && !node.isLoading();
  }

  /** An estimate of the keys with a time of expiry that have run out, in percent. */
  public double stalePercent() {
    return expiry.stalePercent();
  }
}
