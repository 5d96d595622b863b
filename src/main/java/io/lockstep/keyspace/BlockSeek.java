package io.lockstep.keyspace;

import io.lockstep.memory.Pages;
import io.lockstep.memory.Records;
import io.lockstep.memory.TieBreak;
import io.lockstep.memory.TreeCursor;

/** Finds a stream's block by the id of an entry. The key of a block's record is its first id. */
final class BlockSeek implements TieBreak {
  static final int ID_BYTES = 2 * Long.BYTES;

  private final Records records;
  private long seq;

  BlockSeek(Records records) {
    this.records = records;
  }

  /** Moves to the last block that does not begin behind an id; false if there is none. */
  boolean toBlockOf(TreeCursor blocks, long ms, long newSeq) {
    seq = newSeq;
    boolean isThere = blocks.seek(EntryId.treeKey(ms), this);
    return (isThere && beginsWith(blocks.handle(), ms, newSeq)) || blocks.previous();
  }

  private boolean beginsWith(int block, long ms, long wantedSeq) {
    return ms(block) == ms && seq(block) == wantedSeq;
  }

  @Override
  public int compare(int block) {
    return Long.compareUnsigned(seq, seq(block));
  }

  long ms(int block) {
    return bigEndian(block, 0);
  }

  long seq(int block) {
    return bigEndian(block, Long.BYTES);
  }

  private long bigEndian(int block, int at) {
    long base = records.keyOffset(block) - Pages.offset(block);
    return Long.reverseBytes(records.pages().getLong(block, base + at));
  }
}
