package io.lockstep.command;

import io.lockstep.keyspace.Database;
import io.lockstep.keyspace.HashValue;
import io.lockstep.keyspace.HashVisitor;
import io.lockstep.memory.Element;
import io.lockstep.resp.CommandEncoder;
import io.lockstep.resp.Request;

/**
 * Finds fields of hashes as a command may see them, expiry included: one that has run out is hidden
 * from all but a master's own commands. A master deletes it before a command changes it, or when
 * its time comes, and says so to its replicas, which wait for that word.
 */
public final class LiveFields {

  private final Node node;
  private final CommandEncoder deletion = new CommandEncoder();
  private final Element name = new Element();

  LiveFields(Node node) {
    this.node = node;
  }

  // ---- reading

  /** Whether the field at argument {@code i} is there; its value is the call's element then. */
  public boolean find(Call call, int record, int i) {
    return find(call, record, call.bytes(), call.start(i), call.length(i));
  }

  /** Whether a field is there; its value is the call's element then. */
  public boolean find(Call call, int record, byte[] field, int start, int length) {
    if (record == Database.NONE) {
      return false;
    }
    HashValue hash = call.collections().hash(record);
    return hash.find(field, start, length, call.element())
        && !isHidden(call, hash.foundExpireAtMs());
  }

  /** Whether a field with this time of expiry is not to be seen; a negative one is none. */
  public boolean isHidden(Call call, long expireAtMs) {
    return isPast(expireAtMs) && !call.client().isMaster();
  }

  private boolean isPast(long expireAtMs) {
    return expireAtMs >= 0 && node.nowMs() > expireAtMs;
  }

  /** How many fields can be seen. */
  public long count(Call call, HashValue hash) {
    return call.client().isMaster() ? hash.size() : hash.size() - hash.countBefore(node.nowMs());
  }

  /** Shows all fields that can be seen; the hash must not be changed meanwhile. */
  public void forEach(Call call, HashValue hash, HashVisitor visitor) {
    if (count(call, hash) == hash.size()) {
      hash.forEach(visitor);
    } else {
      hash.forEachTimed(
          (field, value, expireAtMs) -> {
            if (!isPast(expireAtMs)) {
              visitor.visit(field, value);
            }
          });
    }
  }

  // ---- deleting

  /**
   * Deletes those of the fields at arguments {@code first} and every step-th from there that have
   * run out, for the command to find nothing in their places.
   *
   * @return the record as it is then; none if no field is left
   */
  public int settle(Call call, int record, int first, int step) {
    if (record == Database.NONE || call.client().isMaster() || !node.isExpiryOursToWrite()) {
      return record;
    }
    HashValue hash = call.collections().hash(record);
    if (!isPast(hash.soonestMs())) {
      return record;
    }
    byte[] key = call.request().copy(1);
    int expired = 0;
    for (int i = first; i < call.count(); i += step) {
      expired += deleteIfPast(call, key, hash, i) ? 1 : 0;
    }
    return conclude(call.client().database, key, hash, expired);
  }

  private boolean deleteIfPast(Call call, byte[] key, HashValue hash, int i) {
    Request arguments = call.request();
    boolean isPast =
        hash.find(arguments.bytes(), arguments.start(i), arguments.length(i), call.element())
            && isPast(hash.foundExpireAtMs());
    if (isPast) {
      delete(call.client().database, key, hash, arguments.copy(i));
    }
    return isPast;
  }

  /** Deletes up to so many fields that have run out, the first ones first; returns how many. */
  public int expire(int databaseIndex, int record, int most) {
    Database database = node.keyspace().database(databaseIndex);
    HashValue hash = node.keyspace().hashes().at(database, record);
    byte[] key = node.keyspace().records().key(record);
    int expired = 0;
    while (expired < most && isPast(hash.soonestMs())) {
      hash.soonest(name);
      delete(databaseIndex, key, hash, name.toBytes());
      expired++;
    }
    conclude(databaseIndex, key, hash, expired);
    return expired;
  }

  private void delete(int databaseIndex, byte[] key, HashValue hash, byte[] field) {
    hash.remove(field, 0, field.length);
    node.statistics().expiredSubkeys++;
    deletion.clear();
    deletion.begin(3).argument("HDEL").argument(key).argument(field);
    node.propagation().add(databaseIndex, deletion.bytes(), 0, deletion.length());
  }

  /** A hash without fields goes; replicas need no word of it. */
  private int conclude(int databaseIndex, byte[] key, HashValue hash, int expired) {
    boolean isEmpty = hash.size() == 0;
    if (isEmpty) {
      node.keyspace().database(databaseIndex).delete(hash.record());
    }
    if (expired > 0) {
      tell(databaseIndex, key, isEmpty);
    }
    return isEmpty ? Database.NONE : hash.record();
  }

  private void tell(int databaseIndex, byte[] key, boolean isGone) {
    node.keyspaceEvents().publish(EventClass.HASH, "hexpired", databaseIndex, key, 0, key.length);
    if (isGone) {
      node.keyspaceEvents().publish(EventClass.GENERIC, "del", databaseIndex, key, 0, key.length);
    }
    node.watches().changed(databaseIndex, key, 0, key.length);
    node.keyWaits().changed(databaseIndex, key, 0, key.length);
  }
}
