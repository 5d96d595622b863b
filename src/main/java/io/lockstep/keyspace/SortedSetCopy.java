package io.lockstep.keyspace;

import io.lockstep.memory.MemberTable;
import io.lockstep.memory.Records;
import io.lockstep.memory.Tree;
import io.lockstep.memory.TreeCursor;
import java.lang.foreign.MemorySegment;

/** Gives a record whose root is a copy of another one's members and an order of its own. */
final class SortedSetCopy {
  private SortedSetCopy() {}

  static void of(RecordStore store, int copy) {
    Records records = store.records();
    MemorySegment memory = records.segment(copy);
    long root = records.valueOffset(copy);
    TreeCursor original = new TreeCursor(store.slab().pages(), false);
    original.load(memory, root + SortedSetValue.TREE);
    memory.asSlice(root, SortedSetValue.ROOT_BYTES).fill((byte) 0);
    MemberTable table = store.newMemberTable();
    Tree tree = store.newTree();
    table.load(memory, root);
    original.forEach(
        0,
        (key, handle, _) -> {
          int member = store.duplicate(handle);
          table.insert(store.hashOf(member), member);
          tree.seekEnd();
          tree.insert(key, member, 1);
        });
    table.store(memory, root);
    tree.store(memory, root + SortedSetValue.TREE);
  }
}
