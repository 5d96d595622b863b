package io.lockstep.keyspace;

import io.lockstep.memory.FrozenTable;
import io.lockstep.memory.MemberTable;
import io.lockstep.memory.Records;
import io.lockstep.memory.Tree;
import java.lang.foreign.MemorySegment;

/** Gives a record whose roots are copies of another one's fields and times of its own. */
final class TimedHashCopy {
  private TimedHashCopy() {}

  static void of(RecordStore store, int copy) {
    Records records = store.records();
    MemorySegment memory = records.segment(copy);
    long root = records.valueOffset(copy);
    FrozenTable original = MemberTable.frozen(store.slab().pages(), memory, root);
    memory.asSlice(root, TableHash.TIMED_ROOT_BYTES).fill((byte) 0);
    MemberTable table = store.newMemberTable();
    Tree times = store.newTree();
    table.load(memory, root);
    original.forEach(
        member -> {
          int made = store.duplicate(member);
          table.insert(store.hashOf(made), made);
          add(records, times, made);
        });
    table.store(memory, root);
    times.store(memory, root + TableHash.TREE);
  }

  private static void add(Records records, Tree times, int member) {
    if (records.hasExpiry(member)) {
      times.seek(records.expireAtMs(member), TableHash.byAddress(member));
      times.insert(records.expireAtMs(member), member, 1);
    }
  }
}
