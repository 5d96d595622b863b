package io.lockstep.memory;

/** A {@link SlotTable} as it was when it was frozen; another thread may read it. */
public final class FrozenTable {
  private final SlotWalk walk;
  private final long size;

  FrozenTable(SlotWalk walk, long size) {
    this.walk = walk;
    this.size = size;
  }

  public long size() {
    return size;
  }

  /** Visits all records in the unsigned order of their hashes. */
  public void forEach(RecordVisitor visitor) {
    walk.forEach(visitor);
  }
}
