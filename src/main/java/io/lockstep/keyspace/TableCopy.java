package io.lockstep.keyspace;

import io.lockstep.memory.FrozenTable;
import io.lockstep.memory.MemberTable;
import io.lockstep.memory.RecordVisitor;
import io.lockstep.memory.Records;
import java.lang.foreign.MemorySegment;

/** Gives a record whose root is a copy of another one's a table and members of its own. */
final class TableCopy {
  private TableCopy() {}

  static void of(RecordStore store, int copy) {
    of(store, copy, _ -> {});
  }

  /** As the other one; shows each member of its own. */
  static void of(RecordStore store, int copy, RecordVisitor members) {
    Records records = store.records();
    MemorySegment memory = records.segment(copy);
    long root = records.valueOffset(copy);
    FrozenTable original = MemberTable.frozen(store.slab().pages(), memory, root);
    memory.asSlice(root, MemberTable.ROOT_BYTES).fill((byte) 0);
    MemberTable table = store.newMemberTable();
    table.load(memory, root);
    original.forEach(
        member -> {
          int made = store.duplicate(member);
          table.insert(store.hashOf(made), made);
          members.visit(made);
        });
    table.store(memory, root);
  }
}
