package io.lockstep.keyspace;

import io.lockstep.memory.Element;
import io.lockstep.memory.MemberTable;
import io.lockstep.memory.PackedList;
import io.lockstep.memory.Records;
import io.lockstep.memory.TreeCursor;
import io.lockstep.memory.ValueForm;

/** Reads sorted sets, also those of a snapshot on another thread. */
public final class SortedSetReader {
  private final Records records;
  private final PackedList list = new PackedList();
  private final TreeCursor tree;
  private final Element member = new Element();

  public SortedSetReader(Records records) {
    this.records = records;
    this.tree = new TreeCursor(records.pages(), false);
  }

  /** How many members it has. */
  public long size(int set) {
    return isPacked(set)
        ? list.at(records, set).count() / SortedSetValue.PAIR
        : MemberTable.size(records.segment(set), records.valueOffset(set));
  }

  public boolean isPacked(int set) {
    return records.form(set) == ValueForm.PACKED;
  }

  /** Shows all members from the lowest score to the highest. */
  public void forEach(int set, SortedSetVisitor visitor) {
    if (isPacked(set)) {
      list.at(records, set);
      for (int place = PackedList.FIRST; place < list.end(); place = showPair(place, visitor)) {
        // goes on
      }
    } else {
      load(set);
      tree.forEach(0, (_, handle, _) -> show(handle, visitor));
    }
  }

  /** Shows all members from the highest score to the lowest. */
  public void forEachBackwards(int set, SortedSetVisitor visitor) {
    if (isPacked(set)) {
      list.at(records, set);
      for (int place = list.end(); place > PackedList.FIRST; ) {
        place = list.backward(place, SortedSetValue.PAIR);
        showPair(place, visitor);
      }
    } else {
      load(set);
      tree.forEachBackwards(tree.size() - 1, (_, handle, _) -> show(handle, visitor));
    }
  }

  private void load(int set) {
    tree.load(records.segment(set), records.valueOffset(set) + SortedSetValue.TREE);
  }

  private int showPair(int place, SortedSetVisitor visitor) {
    int next = list.next(place);
    list.read(place, member);
    visitor.visit(member, list.score(next));
    return list.next(next);
  }

  private void show(int handle, SortedSetVisitor visitor) {
    member.key(records, handle);
    visitor.visit(member, records.score(handle));
  }
}
