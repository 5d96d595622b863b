package io.lockstep.keyspace;

import io.lockstep.memory.Records;

/** All databases of a node, in one slab that one thread owns. */
@SuppressWarnings("DoNotCallSuggester")
public final class Keyspace implements AutoCloseable {
  public Keyspace(int databases, long hashSeed) {}

  public int databaseCount() {
    throw new UnsupportedOperationException();
  }

  public Database database(int index) {
    throw new UnsupportedOperationException();
  }

  public long hashSeed() {
    throw new UnsupportedOperationException();
  }

  public Records records() {
    throw new UnsupportedOperationException();
  }

  public void swapDatabases(int a, int b) {
    throw new UnsupportedOperationException();
  }

  public void clear() {
    throw new UnsupportedOperationException();
  }

  public long bytesInUse() {
    throw new UnsupportedOperationException();
  }

  public long bytesReserved() {
    throw new UnsupportedOperationException();
  }

  public Snapshot openSnapshot() {
    throw new UnsupportedOperationException();
  }

  /**
   * Gives back up to so many blocks that no snapshot needs any more; true when more are waiting.
   */
  public boolean releaseRetired(int budget) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void close() {
    throw new UnsupportedOperationException();
  }
}
