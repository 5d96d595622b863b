package io.lockstep.keyspace;

import io.lockstep.memory.RecordVisitor;
import io.lockstep.memory.Records;

/** The keyspace as it was at one moment; read it on one other thread, close it on the owner's. */
@SuppressWarnings("DoNotCallSuggester")
public final class Snapshot implements AutoCloseable {
  public int databaseCount() {
    throw new UnsupportedOperationException();
  }

  public long hashSeed() {
    throw new UnsupportedOperationException();
  }

  public Records records() {
    throw new UnsupportedOperationException();
  }

  public long size(int database) {
    throw new UnsupportedOperationException();
  }

  public long volatileSize(int database) {
    throw new UnsupportedOperationException();
  }

  /** Visits all records of a database in the order of their hashes. */
  public void forEach(int database, RecordVisitor visitor) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {
    throw new UnsupportedOperationException();
  }
}
