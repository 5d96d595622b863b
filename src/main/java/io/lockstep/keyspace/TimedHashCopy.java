package io.lockstep.keyspace;

import io.lockstep.memory.Records;
import io.lockstep.memory.Tree;

/** Gives a record whose roots are copies of another one's fields and times of its own. */
final class TimedHashCopy {
  private TimedHashCopy() {}

  static void of(RecordStore store, int copy) {
    Records records = store.records();
    Tree times = store.newTree();
    TableCopy.of(store, copy, member -> add(records, times, member));
    times.store(records.segment(copy), records.valueOffset(copy) + TableHash.TREE);
  }

  private static void add(Records records, Tree times, int member) {
    if (records.hasExpiry(member)) {
      times.seek(records.expireAtMs(member), TableHash.byAddress(member));
      times.insert(records.expireAtMs(member), member, 1);
    }
  }
}
