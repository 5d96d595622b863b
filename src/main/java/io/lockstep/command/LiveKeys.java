package io.lockstep.command;

import io.lockstep.keyspace.Database;
import io.lockstep.keyspace.Keyspace;
import io.lockstep.memory.Records;
import io.lockstep.resp.CommandEncoder;

/**
 * Finds keys as a command may see them, expiry included (Redis, {@code expireIfNeeded}): a master
 * deletes a key that has run out and says so to its replicas; a replica only hides it and waits for
 * its master's word, unless clients may write here and one is about to; and a master's own command
 * sees every key.
 */
public final class LiveKeys {

  private static final int LINE_END_BYTES = 2;

  private final Node node;
  private final CommandEncoder deletion = new CommandEncoder();

  LiveKeys(Node node) {
    this.node = node;
  }

  /** The record if it may be seen by this client, else none. */
  public int live(Client client, int databaseIndex, int record) {
    return live(client, databaseIndex, record, node.isExpiryOurs());
  }

  /** Like {@link #live}, for a key that the client is about to write. */
  int liveToWrite(Client client, int databaseIndex, int record) {
    return live(client, databaseIndex, record, node.isExpiryOursToWrite());
  }

  private int live(Client client, int databaseIndex, int record, boolean isExpiryOurs) {
    if (record == Database.NONE || !isExpired(databaseIndex, record) || client.isMaster()) {
      return record;
    }
    if (isExpiryOurs) {
      expire(databaseIndex, record);
    }
    return Database.NONE;
  }

  /** Whether a record has run out. */
  public boolean isExpired(int databaseIndex, int record) {
    Records records = node.keyspace().records();
    long at = records.expireAtMs(record);
    return at >= 0 && node.nowMs() > at;
  }

  /** The state of a key, which is left as it is. */
  public Watches.KeyState state(int databaseIndex, byte[] key) {
    return state(node.keyspace(), databaseIndex, key);
  }

  /** The state of a key of any data. */
  public Watches.KeyState state(Keyspace data, int databaseIndex, byte[] key) {
    int record = data.database(databaseIndex).find(key, 0, key.length);
    if (record == Database.NONE) {
      return Watches.KeyState.ABSENT;
    }
    long at = data.records().expireAtMs(record);
    return at >= 0 && node.nowMs() > at ? Watches.KeyState.EXPIRED : Watches.KeyState.LIVE;
  }

  /** Deletes a key that has run out and tells the log. */
  public void expire(int databaseIndex, int record) {
    node.statistics().expiredKeys++;
    drop(databaseIndex, record, node.settings().lazyExpire, EventClass.EXPIRED, "expired");
  }

  /** Deletes a key to make room and tells the log. */
  public void evict(int databaseIndex, int record) {
    node.statistics().evictedKeys++;
    drop(databaseIndex, record, node.settings().lazyEviction, EventClass.EVICTED, "evicted");
  }

  /**
   * A key got another value without having been looked at. If the former one had run out, that is
   * its deletion, and comes first in the log.
   *
   * @return whether it had
   */
  boolean replaced(Call call, int key, long formerExpireAtMs) {
    boolean wasExpired =
        node.nowMs() > formerExpireAtMs && !call.client().isMaster() && node.isExpiryOursToWrite();
    if (wasExpired) {
      node.statistics().expiredKeys++;
      beginDeletion(node.settings().lazyExpire).argument(call.request(), key);
      node.propagation().add(call.client().database, deletion.bytes(), 0, deletion.length());
      call.event(EventClass.EXPIRED, "expired", key);
    }
    return wasExpired;
  }

  private CommandEncoder beginDeletion(boolean lazily) {
    deletion.clear();
    return deletion.begin(2).argument(lazily ? "UNLINK" : "DEL");
  }

  private void drop(int databaseIndex, int record, boolean lazily, EventClass type, String event) {
    Records records = node.keyspace().records();
    beginDeletion(lazily);
    deletion.argument(
        records.segment(record), records.keyOffset(record), records.keyLength(record));
    int keyLength = records.keyLength(record);
    int keyStart = deletion.length() - keyLength - LINE_END_BYTES;
    node.keyspace().database(databaseIndex).delete(record);
    node.keyspaceEvents()
        .publish(type, event, databaseIndex, deletion.bytes(), keyStart, keyLength);
    node.watches().changed(databaseIndex, deletion.bytes(), keyStart, keyLength);
    node.keyWaits().changed(databaseIndex, deletion.bytes(), keyStart, keyLength);
    node.propagation().add(databaseIndex, deletion.bytes(), 0, deletion.length());
  }
}
