package io.lockstep.keyspace;

import io.lockstep.memory.Records;
import io.lockstep.memory.TieBreak;
import io.lockstep.memory.TreeCursor;

/** Finds pending entries in trees that are in the order of their ids. */
final class PendingSeek implements TieBreak {
  private final Fields entry;
  private long seq;

  PendingSeek(Records records) {
    entry = new Fields(records);
  }

  /** Moves to the first pending entry that is not before an id; returns whether it has that id. */
  boolean to(TreeCursor tree, EntryId id) {
    seq = id.seq();
    return tree.seek(EntryId.treeKey(id.ms()), this)
        && tree.key() == EntryId.treeKey(id.ms())
        && seq(tree.handle()) == id.seq();
  }

  @Override
  public int compare(int handle) {
    return Long.compareUnsigned(seq, seq(handle));
  }

  private long seq(int handle) {
    return entry.at(handle).number(StreamRoot.PENDING_ID + Long.BYTES);
  }
}
