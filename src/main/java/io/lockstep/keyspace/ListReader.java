package io.lockstep.keyspace;

import io.lockstep.memory.Element;
import io.lockstep.memory.PackedList;
import io.lockstep.memory.Records;
import io.lockstep.memory.ValueForm;

/** Reads lists, also those of a snapshot on another thread. */
public final class ListReader {
  private final Records records;
  private final ListBlockCursor blocks;
  private final PackedList packed = new PackedList();
  private final Element element = new Element();

  public ListReader(Records records) {
    this.records = records;
    this.blocks = new ListBlockCursor(records);
  }

  /** How many elements it has. */
  public long size(int list) {
    return isPacked(list) ? packed.at(records, list).count() : load(list).size();
  }

  /** How many blocks it has. */
  public long blocks(int list) {
    return isPacked(list) ? 1 : load(list).blocks();
  }

  public boolean isPacked(int list) {
    return records.form(list) == ValueForm.PACKED;
  }

  private ListBlockCursor load(int list) {
    blocks.load(list);
    return blocks;
  }

  /** Shows all blocks from head to tail. */
  public void forEachBlock(int list, BlockVisitor visitor) {
    if (isPacked(list)) {
      visitor.visit(packed.at(records, list));
      return;
    }
    for (boolean stands = load(list).seekFirst(); stands; stands = blocks.next()) {
      visitor.visit(blocks.show(packed));
    }
  }

  /** Shows all elements from head to tail. */
  public void forEach(int list, ListVisitor visitor) {
    forEachBlock(list, block -> forEach(block, visitor));
  }

  private void forEach(PackedList block, ListVisitor visitor) {
    for (int place = PackedList.FIRST; place < block.end(); place = block.next(place)) {
      block.read(place, element);
      visitor.visit(element);
    }
  }
}
