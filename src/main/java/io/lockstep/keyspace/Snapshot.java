package io.lockstep.keyspace;

import io.lockstep.memory.Epoch;
import io.lockstep.memory.FrozenTable;
import io.lockstep.memory.Pages;
import io.lockstep.memory.RecordVisitor;
import io.lockstep.memory.Records;
import java.util.ArrayList;
import java.util.List;

/**
 * The keyspace as it was at one moment. The owner's thread opens and closes it; another one may
 * read it meanwhile. Access clocks are not part of the moment.
 */
public final class Snapshot implements AutoCloseable {
  private final Epoch epoch;
  private final int opened;
  private final long hashSeed;
  private final Records records;
  private final List<FrozenTable> tables;
  private final long[] volatileSizes;
  private final boolean hasFieldTimes;
  private boolean closed;

  Snapshot(Keyspace keyspace, Epoch epoch, long hashSeed) {
    Pages pages = epoch.slab().frozenPages();
    this.epoch = epoch;
    this.hashSeed = hashSeed;
    records = new Records(pages);
    tables = new ArrayList<>(keyspace.databaseCount());
    volatileSizes = new long[keyspace.databaseCount()];
    for (int index = 0; index < volatileSizes.length; index++) {
      tables.add(keyspace.database(index).freeze(pages));
      volatileSizes[index] = keyspace.database(index).volatileSize();
    }
    hasFieldTimes = keyspace.hasFieldTimes();
    opened = epoch.openSnapshot();
  }

  public int databaseCount() {
    return tables.size();
  }

  public long hashSeed() {
    return hashSeed;
  }

  public Records records() {
    return records;
  }

  public long size(int database) {
    return tables.get(database).size();
  }

  public long volatileSize(int database) {
    return volatileSizes[database];
  }

  /** Whether a field of a hash has a time of expiry. */
  public boolean hasFieldTimes() {
    return hasFieldTimes;
  }

  /** Visits all records of a database in the unsigned order of their hashes. */
  public void forEach(int database, RecordVisitor visitor) {
    tables.get(database).forEach(visitor);
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      epoch.closeSnapshot(opened);
      epoch.slab().expect(0);
    }
  }
}
