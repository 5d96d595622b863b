package io.lockstep.keyspace;

import io.lockstep.memory.PackedList;
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
    PackedList source = new PackedList();
    for (boolean stands = original.seekFirst(); stands; stands = original.next()) {
      blocks.seekEnd();
      blocks.insert(copyOf(store, original.show(source)), source.count());
    }
    blocks.store(records.segment(copy), records.valueOffset(copy));
  }

  private static int copyOf(RecordStore store, PackedList block) {
    int made = store.createBlock(block.end());
    new PackedList().at(store.records(), made).write(0, block, 0, block.end());
    return made;
  }
}
