package io.lockstep.keyspace;

import io.lockstep.memory.PageSource;
import io.lockstep.memory.Records;
import io.lockstep.memory.SlotTable;
import org.jspecify.annotations.Nullable;

/**
 * All databases of a node, in one slab that one thread owns. A keyspace that is loaded in the
 * background has a slab of its own, and takes the place of another one as a whole.
 */
public final class Keyspace implements AutoCloseable {
  /** What is in use beside the records as soon as there is a key. */
  public static final long LEAST_BYTES = SlotTable.LEAST_BYTES;

  private static final int NO_INDEX = -1;

  private final RecordStore store;
  private final Database[] databases;

  private @Nullable Database antechamber;

  public Keyspace(int databases, long hashSeed) {
    this(databases, hashSeed, PageSource.ON_DEMAND);
  }

  public Keyspace(int databases, long hashSeed, PageSource pages) {
    store = new RecordStore(hashSeed, pages);
    this.databases = new Database[databases];
    for (int index = 0; index < databases; index++) {
      this.databases[index] = new Database(index, store);
    }
  }

  public int databaseCount() {
    return databases.length;
  }

  public Database database(int index) {
    return databases[index];
  }

  /**
   * A database without a number, where a value is made whole before it takes its place among the
   * others; empty between commands.
   */
  public Database antechamber() {
    if (antechamber == null) {
      antechamber = new Database(NO_INDEX, store);
    }
    return antechamber;
  }

  public long hashSeed() {
    return store.hash().seed();
  }

  public Records records() {
    return store.records();
  }

  RecordStore store() {
    return store;
  }

  /** Tells what keys take. */
  public Footprint footprint() {
    return new Footprint(store);
  }

  /** Up to which size collections are packed. */
  public ValueLimits limits() {
    return store.limits();
  }

  /** Goes by these limits from now on; whoever owns the keyspace may change them. */
  public void limits(ValueLimits limits) {
    store.limits(limits);
  }

  /** The view that is moved from hash to hash. */
  public HashValue hashes() {
    return store.hashes();
  }

  /** The view that is moved from sorted set to sorted set. */
  public SortedSetValue sortedSets() {
    return store.sortedSets();
  }

  /** The view that is moved from set to set. */
  public SetValue sets() {
    return store.sets();
  }

  /** The view that is moved from list to list. */
  public ListValue lists() {
    return store.lists();
  }

  /** Another view, for commands that look at several sets at a time. */
  public SetValue newSetView() {
    return new SetValue(store);
  }

  /** The view that is moved from stream to stream. */
  public StreamValue streams() {
    return store.streams();
  }

  public AccessClock accessClock() {
    return store.clock();
  }

  /** Keys of a database come to be under the other's number. */
  public void swapDatabases(int a, int b) {
    if (a != b) {
      databases[a].swapContents(databases[b]);
    }
  }

  /** Empties all databases at once; the memory goes back by {@link #releaseRetired}. */
  public void clear() {
    store.abandonAll();
    for (Database database : databases) {
      database.renew();
    }
    antechamber = null;
  }

  /** Empties one database, in the way of {@link #clear()} when no other one has keys. */
  public void clear(int index) {
    long others = 0;
    for (Database database : databases) {
      others += database.index() == index ? 0 : database.size();
    }
    if (others == 0) {
      clear();
    } else {
      databases[index].clear();
    }
  }

  /** Bytes of all that lives, without what only snapshots can see. */
  public long bytesInUse() {
    return store.slab().bytesInUse() - store.epoch().retiredBytes();
  }

  /** Bytes that wait for snapshots to close or for {@link #releaseRetired}. */
  public long bytesRetired() {
    return store.epoch().retiredBytes();
  }

  /** Bytes that are held from the system. */
  public long bytesReserved() {
    return store.slab().bytesReserved();
  }

  /** Whether a field of a hash has a time of expiry. */
  public boolean hasFieldTimes() {
    for (int index = 0; index < databaseCount(); index++) {
      if (database(index).timedHashes() > 0) {
        return true;
      }
    }
    return false;
  }

  /** What is written from then on needs room beside what the snapshot holds: tables at once. */
  public Snapshot openSnapshot() {
    long tables = 0;
    for (Database database : databases) {
      tables += database.tableBytes();
    }
    store.slab().expect(tables);
    return new Snapshot(this, store.epoch(), store.hash().seed());
  }

  /** Whether a snapshot is open. */
  public boolean isBeingRead() {
    return store.epoch().openSnapshots() > 0;
  }

  /** Whether values or databases that are gone have not given all their memory back. */
  public boolean isGivingUp() {
    return store.isGivingUp();
  }

  /**
   * Gives back about so many blocks that no snapshot needs any more, and some pages; true when more
   * could go now. To be called once per batch of requests.
   */
  public boolean releaseRetired(int budget) {
    return store.releaseRetired(budget);
  }

  /**
   * Gives all memory back in one go; no snapshot may be read any more. Who cannot wait that long
   * clears it first, and releases until nothing is left.
   */
  @Override
  public void close() {
    store.epoch().close();
  }
}
