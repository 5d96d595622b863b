package io.lockstep.command;

import io.lockstep.keyspace.Database;
import io.lockstep.keyspace.Expiry;
import io.lockstep.keyspace.Keyspace;

/**
 * Deletes keys and fields that have run out though nobody asks for them, a portion at a time. Each
 * deletion is a unit of its own in the log. A replica waits for its master's word, and deletes only
 * what its own clients made volatile.
 */
public final class ActiveExpiry {

  private final Node node;
  private Expiry expiry;
  private int nextDatabase;

  ActiveExpiry(Node node) {
    this.node = node;
    this.expiry = new Expiry(node.keyspace());
  }

  void keyspaceReplaced() {
    expiry = new Expiry(node.keyspace());
  }

  /**
   * Looks at about so many keys with a time of expiry, more of a database where many have run out,
   * and deletes as many fields that have, if there are; returns how many were deleted.
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
    return expired + cycleFields(effort);
  }

  /** Deletes up to so many fields that have run out; returns how many. */
  public int cycleFields(int effort) {
    int expired = isOursToDelete() ? expireFields(effort) : 0;
    node.propagation().finishUnwrapped();
    return expired;
  }

  private boolean isOursToDelete() {
    return isOn() && !node.replication().isReplica();
  }

  /** A cycle that uses up its effort goes on with the next database in the next call. */
  private int expireFields(int effort) {
    Keyspace keyspace = node.keyspace();
    int expired = 0;
    for (int turn = 0; turn < keyspace.databaseCount() && expired < effort; turn++) {
      nextDatabase = (nextDatabase + 1) % keyspace.databaseCount();
      expired += expireFields(keyspace.database(nextDatabase), effort - expired);
    }
    return expired;
  }

  private int expireFields(Database database, int effort) {
    int expired = 0;
    int record = database.hashWithFieldBefore(node.nowMs());
    while (record != Database.NONE && expired < effort) {
      expired += node.liveFields().expire(database.index(), record, effort - expired);
      record = database.hashWithFieldBefore(node.nowMs());
    }
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
