package io.lockstep.keyspace;

import io.lockstep.memory.Tree;

/** Gives up the blocks of a list, and their tree. */
record ListDrain(RecordStore store, Tree tree) implements Drain {

  static Drain of(RecordStore store, int record) {
    Tree tree = store.newWeighedTree();
    tree.load(store.records().segment(record), store.records().valueOffset(record));
    return new ListDrain(store, tree);
  }

  @Override
  public boolean go(int budget) {
    return tree.drain(budget, store::discard);
  }
}
