package io.lockstep.keyspace;

import io.lockstep.memory.MemberTable;
import io.lockstep.memory.Tree;

/** Gives up the order of a sorted set, then its members and their table. */
record SortedSetDrain(RecordStore store, MemberTable table, Tree tree) implements Drain {

  static Drain of(RecordStore store, int record) {
    SortedSetDrain drain = new SortedSetDrain(store, store.newMemberTable(), store.newTree());
    long root = store.records().valueOffset(record);
    drain.table.load(store.records().segment(record), root);
    drain.tree.load(store.records().segment(record), root + SortedSetValue.TREE);
    return drain;
  }

  @Override
  public boolean go(int budget) {
    return tree.drain(budget, _ -> {}) || table.drain(budget, store::discard);
  }
}
