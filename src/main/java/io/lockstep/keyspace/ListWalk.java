package io.lockstep.keyspace;

import io.lockstep.memory.Element;
import io.lockstep.memory.PackedElement;
import io.lockstep.memory.PackedList;
import io.lockstep.memory.Records;
import io.lockstep.memory.ValueForm;
import java.lang.foreign.MemorySegment;

/**
 * A place in a list: a block, which of a small list is the record itself, and an element in it.
 * Methods that move it return whether it stands on an element then.
 */
final class ListWalk {
  private final Records records;
  private final ListBlocks blocks;
  private final PackedList block = new PackedList();
  private int record;
  private MemorySegment rootSegment = MemorySegment.NULL; // of a list that is not packed
  private long rootOffset;
  private boolean isPacked;
  private int place;

  ListWalk(Records records, ListBlocks blocks) {
    this.records = records;
    this.blocks = blocks;
  }

  void attach(int list) {
    record = list;
    isPacked = records.form(list) == ValueForm.PACKED;
    if (isPacked) {
      block.at(records, list);
    } else {
      findRoot();
      blocks.load(rootSegment, rootOffset);
    }
  }

  private void findRoot() {
    rootSegment = records.segment(record);
    rootOffset = records.valueOffset(record);
  }

  /** The list's record was moved, with the value that it had. */
  void record(int moved) {
    record = moved;
    if (!isPacked) {
      findRoot();
    }
  }

  /** Writes the root of a big list back. */
  void storeRoot() {
    blocks.store(rootSegment, rootOffset);
  }

  int record() {
    return record;
  }

  boolean isPacked() {
    return isPacked;
  }

  long size() {
    return isPacked ? block.count() : blocks.size();
  }

  /** The record that holds the block. */
  int blockRecord() {
    return isPacked ? record : blocks.block();
  }

  PackedList block() {
    return block;
  }

  int place() {
    return place;
  }

  // ---- moving

  boolean seek(long index) {
    if (index < 0 || index >= size()) {
      return false;
    }
    place = block.seek(enterBlockOf(index));
    return true;
  }

  /** Goes to the block that holds an element which is there; returns its index in the block. */
  int enterBlockOf(long index) {
    if (isPacked) {
      return (int) index;
    }
    blocks.seekIndex(index);
    enter();
    return blocks.placeInBlock();
  }

  boolean seekFirst() {
    if (!isPacked && blocks.seekFirst()) {
      enter();
    }
    place = PackedList.FIRST;
    return size() > 0;
  }

  boolean seekLast() {
    if (size() == 0) {
      return false;
    }
    enterLast();
    place = block.last();
    return true;
  }

  /** Goes to the last block, if there is one, but to no element in it. */
  boolean enterLast() {
    if (!isPacked && blocks.seekLast()) {
      enter();
    }
    return isPacked || !blocks.isEmpty();
  }

  /** Turns to the block that the cursor stands on. */
  void enter() {
    blocks.show(block);
  }

  /** Stands on the first element of the cursor's block, if that stands on one. */
  boolean enterFirst() {
    if (blocks.isAtEnd()) {
      return false;
    }
    enter();
    place = PackedList.FIRST;
    return true;
  }

  boolean next() {
    place = block.next(place);
    return settle();
  }

  /** Makes an element of a place that may be behind the block's last. */
  boolean settle() {
    return place < block.end() || nextBlock();
  }

  boolean nextBlock() {
    return !isPacked && blocks.next() && enterFirst();
  }

  boolean previous() {
    if (place > PackedList.FIRST) {
      place = block.previous(place);
      return true;
    }
    return previousBlock();
  }

  boolean previousBlock() {
    if (isPacked || !blocks.previous()) {
      return false;
    }
    enter();
    place = block.last();
    return true;
  }

  // ---- the element

  void read(Element into) {
    block.read(place, into);
  }

  boolean isNumber() {
    return block.isNumber(place);
  }

  boolean isAt(PackedElement wanted) {
    return block.equals(place, wanted);
  }
}
