package io.lockstep.keyspace;

import io.lockstep.memory.HandleVisitor;
import io.lockstep.memory.PackedElement;
import io.lockstep.memory.PackedList;
import io.lockstep.memory.Records;
import io.lockstep.memory.Slab;
import io.lockstep.memory.Tree;
import java.lang.foreign.MemorySegment;

/**
 * The blocks of a big list, with a cursor that changes which they are. To push and to pop changes
 * an edge; the tree of the blocks between learns of it only when an edge gets full or empty.
 */
final class ListBlocks extends ListBlockCursor {
  private final RecordStore store;
  private final ListLimit limit;
  private final Tree between;
  private final PackedList front = new PackedList();
  private final PackedList moved = new PackedList();
  private boolean isTreeStored;

  ListBlocks(RecordStore store) {
    Tree tree = store.newWeighedTree();
    super(store.records(), tree);
    this.store = store;
    this.limit = new ListLimit(store);
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
    segment.set(INT, offset + GAP, gap);
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
    gap = 0;
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
    closeGap();
    if (last == Records.NONE) {
      last = first;
    } else {
      between.seekFirst();
      tree().insert(0, first, countOfFirst());
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
      insertBeforeLast(last, countOfLast());
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
    gap = 0;
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

  // ---- the gap

  /** Whether it stands on the first block and nothing has to be copied before that changes. */
  boolean isAtOwnFirst() {
    return region == Region.FIRST && store.mayChange(first);
  }

  /** Whether it stands on a block whose list has a gap before it. */
  boolean hasGapHere() {
    return region == Region.FIRST && gap > 0;
  }

  /** Puts an element before all others, into the first block, which has room by the limit. */
  void pushFirst(PackedElement element) {
    int bytes = element.length();
    if (gap < bytes || !store.mayChange(first)) {
      openGap(bytes);
    }
    int count = showFirst(front).count();
    gap -= bytes;
    front.skip(-bytes).count(count + 1);
    front.write(PackedList.FIRST, element);
    size++;
  }

  /** Takes the first block's first element out, of so many bytes, where it is not the only one. */
  void popFirst(int bytes) {
    int count = showFirst(front).count();
    gap += bytes;
    front.skip(bytes).count(count - 1);
    size--;
    if (gap > front.end()) {
      closeGap();
    }
  }

  /** Moves the first block to a bigger record, with room for so many bytes at least. */
  private void openGap(int bytes) {
    showFirst(front);
    int length = front.end();
    int wanted = length + bytes + length / 2;
    long capacity = Slab.capacity(Records.bytes(0, wanted, false));
    int value = limit.mostOf((int) capacity - (int) Records.bytes(0, 0, false), length + bytes);
    int made = store.createBlock(value);
    gap = value - length;
    moved.at(records, made).write(gap, front, 0, length);
    store.discard(first);
    first = made;
  }

  /** Moves the first block's list to the beginning of a record of its size. */
  void closeGap() {
    if (gap == 0) {
      return;
    }
    int length = records.valueLength(first);
    int owned = store.resizeValue(first, length);
    moved.at(records, owned).shift(gap, 0, length - gap);
    first = store.resizeValue(owned, length - gap);
    gap = 0;
  }

  // ---- the end

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
