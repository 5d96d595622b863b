package io.lockstep.keyspace;

import io.lockstep.memory.RecordType;
import io.lockstep.memory.Records;
import io.lockstep.memory.Tree;

/**
 * When the first field of each hash of a database runs out. A hash is named by the hash of its key,
 * which stays when its record moves; keys that share one have an entry each.
 */
final class FieldTimes {
  private final Records records;
  private final HashReader reader;
  private final Tree tree;

  FieldTimes(RecordStore store) {
    this.records = store.records();
    this.reader = new HashReader(records);
    this.tree = store.newTree();
  }

  boolean isEmpty() {
    return tree.isEmpty();
  }

  /** How many hashes have a field that runs out. */
  long size() {
    return tree.entries();
  }

  long bytes() {
    return tree.bytes();
  }

  /** A record with this hash has come. */
  void added(int hash, int record) {
    if (records.type(record) == RecordType.HASH) {
      add(hash, reader.soonestMs(record));
    }
  }

  /** A record with this hash goes. */
  void removed(int hash, int record) {
    if (!isEmpty() && records.type(record) == RecordType.HASH) {
      remove(hash, reader.soonestMs(record));
    }
  }

  /** The hash's first field runs out at another time. */
  void changed(int hash, long beforeMs, long afterMs) {
    remove(hash, beforeMs);
    add(hash, afterMs);
  }

  private void add(int hash, long soonestMs) {
    if (soonestMs != Records.NO_EXPIRY) {
      seek(hash, soonestMs);
      tree.insert(soonestMs, hash, 1);
    }
  }

  private void remove(int hash, long soonestMs) {
    if (soonestMs != Records.NO_EXPIRY) {
      seek(hash, soonestMs);
      tree.remove();
    }
  }

  private void seek(int hash, long soonestMs) {
    tree.seek(soonestMs, handle -> Integer.compare(hash, handle));
  }

  /** The first time of all; there must be one. {@link #firstHash} tells whose it is. */
  long firstMs() {
    tree.seekFirst();
    return tree.key();
  }

  int firstHash() {
    return tree.handle();
  }

  long soonestMs(int record) {
    return reader.soonestMs(record);
  }

  /** Forgets all, as its memory was abandoned. */
  void forget() {
    tree.clear();
  }

  /** Gives about so much memory back; whether more is left. Nothing is to be added meanwhile. */
  boolean drain(int budget) {
    return tree.drain(budget, _ -> {});
  }
}
