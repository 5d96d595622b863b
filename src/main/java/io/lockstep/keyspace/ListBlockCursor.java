package io.lockstep.keyspace;

import io.lockstep.memory.PackedList;
import io.lockstep.memory.Records;
import io.lockstep.memory.TreeCursor;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/**
 * A place in the blocks of a big list: a first and a last one, where most lists are changed, and a
 * tree that counts the elements of those between. A single block is the first one. The first one's
 * list may lie behind a gap, so that what is pushed there moves nothing. The cursor only reads:
 * over frozen pages it serves a snapshot on another thread.
 *
 * <p>Methods that move it return whether it stands on a block then, unless they say otherwise.
 */
sealed class ListBlockCursor permits ListBlocks {
  /** Size of the root as {@link #load} reads it; all zeros are a list without blocks. */
  static final int ROOT_BYTES = 20 + TreeCursor.ROOT_BYTES;

  static final int FIRST = 0;
  static final int LAST = 4;
  static final int GAP = 8;
  static final int SIZE = 12;
  static final int TREE = 20;

  static final ValueLayout.OfInt INT = ValueLayout.JAVA_INT_UNALIGNED;
  static final ValueLayout.OfLong LONG = ValueLayout.JAVA_LONG_UNALIGNED;

  /** Where the cursor stands. */
  enum Region {
    FIRST,
    BETWEEN,
    LAST,
    END
  }

  final Records records;
  private final TreeCursor between;
  private final PackedList edge = new PackedList();
  int first; // Records.NONE when there is no block
  int last; // Records.NONE when there is one at most
  int gap; // bytes of the first block's value before its list
  long size;
  Region region = Region.END;
  private int placeInBlock;

  ListBlockCursor(Records records) {
    this(records, new TreeCursor(records.pages(), true));
  }

  ListBlockCursor(Records records, TreeCursor between) {
    this.records = records;
    this.between = between;
  }

  /** Turns to the list whose root is stored here, and stands at its end. */
  void load(MemorySegment segment, long offset) {
    region = Region.END;
    first = segment.get(INT, offset + FIRST);
    last = segment.get(INT, offset + LAST);
    gap = segment.get(INT, offset + GAP);
    size = segment.get(LONG, offset + SIZE);
    between.load(segment, offset + TREE);
  }

  /** Turns to the list that has its root in a record's value. */
  final void load(int list) {
    load(records.segment(list), records.valueOffset(list));
  }

  /** Number of elements. */
  final long size() {
    return size;
  }

  /** Number of blocks. */
  final long blocks() {
    int edges = (first == Records.NONE ? 0 : 1) + (last == Records.NONE ? 0 : 1);
    return between.entries() + edges;
  }

  final boolean isEmpty() {
    return first == Records.NONE;
  }

  /** Bytes of what leads to the blocks. */
  final long treeBytes() {
    return between.bytes();
  }

  final boolean isAtEnd() {
    return region == Region.END;
  }

  /** The block on which it stands. */
  final int block() {
    return switch (region) {
      case FIRST -> first;
      case BETWEEN -> between.handle();
      case LAST -> last;
      case END -> throw new IllegalStateException("there is no block at the end");
    };
  }

  /** Turns a view to the elements of the block on which it stands. */
  final PackedList show(PackedList list) {
    return region == Region.FIRST ? showFirst(list) : list.at(records, block());
  }

  final PackedList showFirst(PackedList list) {
    return list.at(records, first).skip(gap);
  }

  final int countOfFirst() {
    return showFirst(edge).count();
  }

  final int countOfLast() {
    return edge.at(records, last).count();
  }

  final boolean seekFirst() {
    region = isEmpty() ? Region.END : Region.FIRST;
    return !isEmpty();
  }

  final boolean seekLast() {
    if (last != Records.NONE) {
      region = Region.LAST;
      return true;
    }
    return seekFirst();
  }

  /** Moves behind the last block. */
  final void seekEnd() {
    region = Region.END;
  }

  /** Moves to the block that has the element with this index, which must be there. */
  final void seekIndex(long index) {
    long behindFirst = index - countOfFirst();
    if (behindFirst < 0) {
      region = Region.FIRST;
      placeInBlock = (int) index;
    } else if (behindFirst < between.size()) {
      region = Region.BETWEEN;
      between.seekIndex(behindFirst);
      placeInBlock = between.placeInEntry();
    } else {
      region = Region.LAST;
      placeInBlock = (int) (behindFirst - between.size());
    }
  }

  /** Index in its block of the element that the last {@link #seekIndex} was for. */
  final int placeInBlock() {
    return placeInBlock;
  }

  /** Moves one block on; from the last one to the end. */
  final boolean next() {
    region =
        switch (region) {
          case FIRST -> between.seekFirst() ? Region.BETWEEN : lastOrEnd();
          case BETWEEN -> between.next() ? Region.BETWEEN : Region.LAST;
          case LAST, END -> Region.END;
        };
    return region != Region.END;
  }

  final Region lastOrEnd() {
    return last == Records.NONE ? Region.END : Region.LAST;
  }

  /** Moves one block back; returns false and stays when there is none. */
  final boolean previous() {
    return switch (region) {
      case FIRST -> false;
      case BETWEEN -> {
        region = between.previous() ? Region.BETWEEN : Region.FIRST;
        yield true;
      }
      case LAST -> {
        region = between.seekLast() ? Region.BETWEEN : Region.FIRST;
        yield true;
      }
      case END -> seekLast();
    };
  }
}
