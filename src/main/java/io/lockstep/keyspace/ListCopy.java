package io.lockstep.keyspace;

import io.lockstep.memory.Records;
import io.lockstep.memory.Tree;
import io.lockstep.memory.TreeCursor;

/** Gives a record whose root is a copy of another one's a tree and blocks of its own. */
final class ListCopy {
  private ListCopy() {}

  static void of(RecordStore store, int copy) {
    Records records = store.records();
    TreeCursor original = new TreeCursor(records.pages(), true);
    original.load(records.segment(copy), records.valueOffset(copy));
    Tree tree = store.newWeighedTree();
    original.forEach(
        0,
        (_, block, count) -> {
          tree.seekEnd();
          tree.insert(0, store.duplicate(block), count);
        });
    tree.store(records.segment(copy), records.valueOffset(copy));
  }
}
