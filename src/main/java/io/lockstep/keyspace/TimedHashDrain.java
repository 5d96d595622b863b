package io.lockstep.keyspace;

import io.lockstep.memory.MemberTable;
import io.lockstep.memory.Records;
import io.lockstep.memory.Tree;

/** Gives up the order of a hash's times of expiry, then its fields and their table. */
record TimedHashDrain(RecordStore store, MemberTable table, Tree times) implements Drain {

  static Drain of(RecordStore store, int record) {
    Records records = store.records();
    TimedHashDrain drain = new TimedHashDrain(store, store.newMemberTable(), store.newTree());
    long root = records.valueOffset(record);
    drain.table.load(records.segment(record), root);
    drain.times.load(records.segment(record), root + TableHash.TREE);
    return drain;
  }

  @Override
  public boolean go(int budget) {
    return times.drain(budget, _ -> {}) || table.drain(budget, store::discard);
  }
}
