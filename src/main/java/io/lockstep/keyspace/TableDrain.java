package io.lockstep.keyspace;

import io.lockstep.memory.MemberTable;

/** Gives up the members of a hash or a set, and their table. */
record TableDrain(RecordStore store, MemberTable table) implements Drain {

  static Drain of(RecordStore store, int record) {
    MemberTable table = store.newMemberTable();
    table.load(store.records().segment(record), store.records().valueOffset(record));
    return new TableDrain(store, table);
  }

  @Override
  public boolean go(int budget) {
    return table.drain(budget, store::discard);
  }
}
