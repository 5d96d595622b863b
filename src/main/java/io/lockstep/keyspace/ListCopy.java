package io.lockstep.keyspace;

import io.lockstep.memory.Records;

/** Gives a record whose root is a copy of another one's blocks of its own. */
final class ListCopy {
  private ListCopy() {}

  static void of(RecordStore store, int copy) {
    Records records = store.records();
    ListBlockCursor original = new ListBlockCursor(records);
    original.load(copy);
    ListBlocks blocks = new ListBlocks(store);
    blocks.clear();
    for (boolean stands = original.seekFirst(); stands; stands = original.next()) {
      blocks.seekEnd();
      blocks.insert(store.duplicate(original.block()), original.count());
    }
    blocks.store(records.segment(copy), records.valueOffset(copy));
  }
}
