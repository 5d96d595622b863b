package io.lockstep.keyspace;

/** Gives up the blocks of a list, and what leads to them. */
record ListDrain(RecordStore store, ListBlocks blocks) implements Drain {

  static Drain of(RecordStore store, int record) {
    ListBlocks blocks = new ListBlocks(store);
    blocks.load(record);
    return new ListDrain(store, blocks);
  }

  @Override
  public boolean go(int budget) {
    return blocks.drain(budget, store::discard);
  }
}
