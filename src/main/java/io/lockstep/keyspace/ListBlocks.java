package io.lockstep.keyspace;

import io.lockstep.memory.HandleVisitor;
import io.lockstep.memory.Records;
import io.lockstep.memory.Tree;
import java.lang.foreign.MemorySegment;

/**
 * The blocks of a big list, with a cursor that changes which they are. To push and to pop changes
 * an edge; the tree of the blocks between learns of it only when an edge gets full or empty.
 */
final class ListBlocks extends ListBlockCursor {
  private final Tree between;
  private boolean isTreeStored;

  ListBlocks(RecordStore store) {
    Tree tree = store.newWeighedTree();
    super(store.records(), tree);
    this.between = tree;
  }

  @Override
  void load(MemorySegment segment, long offset) {
    super.load(segment, offset);
    isTreeStored = true;
  }

  /** Writes the root, {@link #ROOT_BYTES} long, to where it was loaded from or cleared for. */
  void store(MemorySegment segment, long offset) {
    segment.set(INT, offset + FIRST, first);
    segment.set(INT, offset + LAST, last);
    segment.set(LONG, offset + SIZE, size);
    if (!isTreeStored) {
      between.store(segment, offset + TREE);
      isTreeStored = true;
    }
  }

  /** Turns to a new list that has no blocks. */
  void clear() {
    first = Records.NONE;
    last = Records.NONE;
    size = 0;
    tree().clear();
    seekEnd();
  }

  /** The tree, which is about to change. */
  private Tree tree() {
    isTreeStored = false;
    return between;
  }

  /** Puts a block of so many elements before the place, and moves to it. */
  void insert(int block, int count) {
    switch (region) {
      case FIRST -> insertFirst(block);
      case BETWEEN -> tree().insert(0, block, count);
      case LAST -> insertBeforeLast(block, count);
      case END -> append(block);
    }
    size += count;
  }

  private void insertFirst(int block) {
    if (last == Records.NONE) {
      last = first;
    } else {
      between.seekFirst();
      tree().insert(0, first, countOf(first));
    }
    first = block;
  }

  private void insertBeforeLast(int block, int count) {
    between.seekEnd();
    tree().insert(0, block, count);
    region = Region.BETWEEN;
  }

  private void append(int block) {
    if (isEmpty()) {
      first = block;
      region = Region.FIRST;
      return;
    }
    if (last != Records.NONE) {
      insertBeforeLast(last, countOf(last));
    }
    last = block;
    region = Region.LAST;
  }

  /** Takes out the block on which it stands, of so many elements, and moves to the one behind. */
  void remove(int count) {
    switch (region) {
      case FIRST -> removeFirst();
      case BETWEEN -> removeBetween();
      case LAST -> removeLast();
      case END -> throw new IllegalStateException("there is no block at the end");
    }
    size -= count;
  }

  private void removeFirst() {
    if (between.seekFirst()) {
      first = between.handle();
      tree().remove();
      return;
    }
    first = last;
    last = Records.NONE;
    seekFirst();
  }

  private void removeBetween() {
    tree().remove();
    if (between.isAtEnd()) {
      region = Region.LAST;
    }
  }

  private void removeLast() {
    if (between.seekLast()) {
      last = between.handle();
      tree().remove();
    } else {
      last = Records.NONE;
    }
    seekEnd();
  }

  /** Another block is in the place of the one on which it stands. */
  void replace(int block) {
    switch (region) {
      case FIRST -> first = block;
      case BETWEEN -> tree().replaceHandle(block);
      case LAST -> last = block;
      case END -> throw new IllegalStateException("there is no block at the end");
    }
  }

  /** The block on which it stands has so many elements more. */
  void addToCount(int difference) {
    if (region == Region.BETWEEN && difference != 0) {
      tree().addToWeight(difference);
    }
    size += difference;
  }

  /** Gives blocks out until so many have gone, and those at the edges last; true if some remain. */
  boolean drain(int budget, HandleVisitor visitor) {
    if (tree().drain(budget, visitor)) {
      return true;
    }
    drainEdge(first, visitor);
    drainEdge(last, visitor);
    clear();
    return false;
  }

  private static void drainEdge(int block, HandleVisitor visitor) {
    if (block != Records.NONE) {
      visitor.visit(block);
    }
  }
}
