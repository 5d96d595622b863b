package io.lockstep.memory;

import java.lang.foreign.MemorySegment;

/**
 * A directory in one block of the slab, for tables that there may be millions of. It is a view: it
 * is loaded from a table's root, and what it changes is stored back there. The block is copied
 * before its first change after a snapshot.
 */
final class SlabDirectory extends Directory {
  /*
   * A block for n = 1 << depth indexes: n ints (segments), n ints (births), n shorts (counts),
   * n bytes (depths). A root: int block, int birth of the block, int deepest, byte depth.
   */
  private static final int BYTES_PER_INDEX = 11;
  private static final long BIRTHS = 4;
  private static final long COUNTS = 8;
  private static final long DEPTHS = 10;
  private static final int ROOT_BIRTH = 4;
  private static final int ROOT_DEEPEST = 8;
  private static final int ROOT_DEPTH = 12;

  static final int ROOT_BYTES = 13;

  private final Epoch epoch;
  private final Slab slab;
  private final Pages pages;
  private int block; // 0 as long as no segment was ever set
  private int birth;

  SlabDirectory(Epoch epoch) {
    this.epoch = epoch;
    this.slab = epoch.slab();
    this.pages = slab.pages();
  }

  void load(MemorySegment memory, long root) {
    block = memory.get(Pages.INT, root);
    birth = memory.get(Pages.INT, root + ROOT_BIRTH);
    deepest = memory.get(Pages.INT, root + ROOT_DEEPEST);
    depth = memory.get(Pages.BYTE, root + ROOT_DEPTH);
    limit = 1 << depth;
  }

  void store(MemorySegment memory, long root) {
    memory.set(Pages.INT, root, block);
    memory.set(Pages.INT, root + ROOT_BIRTH, birth);
    memory.set(Pages.INT, root + ROOT_DEEPEST, deepest);
    memory.set(Pages.BYTE, root + ROOT_DEPTH, (byte) depth);
  }

  /** A copy for readers on any thread of a directory whose root is frozen. */
  static HeapDirectory frozen(Pages pages, MemorySegment memory, long root) {
    int block = memory.get(Pages.INT, root);
    int depth = memory.get(Pages.BYTE, root + ROOT_DEPTH);
    int length = 1 << depth;
    int[] segments = new int[length];
    byte[] depths = new byte[length];
    for (int index = 0; block != 0 && index < length; index++) {
      segments[index] = pages.getInt(block, 4L * index);
      depths[index] = pages.getByte(block, DEPTHS * length + index);
    }
    return new HeapDirectory(depth, segments, depths);
  }

  @Override
  HeapDirectory frozen() {
    throw new IllegalStateException("a directory in the slab is frozen with its root");
  }

  private static long bytes(int depth) {
    return (long) BYTES_PER_INDEX << depth;
  }

  /** Bytes of the block that holds it. */
  long bytes() {
    return block == 0 ? 0 : Slab.capacity(bytes(depth));
  }

  private long at(long array, int index) {
    return (array << depth) + index * (array == BIRTHS ? 4L : array == COUNTS ? 2L : 1L);
  }

  @Override
  int segment(int index) {
    return block == 0 ? 0 : pages.getInt(block, 4L * index);
  }

  @Override
  int depth(int index) {
    return block == 0 ? 0 : pages.getByte(block, at(DEPTHS, index));
  }

  @Override
  int birth(int first) {
    return block == 0 ? 0 : pages.getInt(block, at(BIRTHS, first));
  }

  @Override
  int count(int first) {
    return block == 0 ? 0 : pages.getShort(block, at(COUNTS, first));
  }

  @Override
  void count(int first, int count) {
    own();
    pages.putShort(block, at(COUNTS, first), (short) count);
  }

  @Override
  void segment(int first, int segment, int segmentBirth) {
    own();
    int end = first + span(first);
    for (int index = first; index < end; index++) {
      pages.putInt(block, 4L * index, segment);
    }
    pages.putInt(block, at(BIRTHS, first), segmentBirth);
  }

  private void own() {
    if (block == 0) {
      reset(0);
    } else if (epoch.mayBeSeen(birth)) {
      int copy = slab.allocate(bytes(depth));
      pages.copy(block, 0, copy, 0, bytes(depth));
      replaceBlock(copy);
    }
  }

  private void replaceBlock(int newBlock) {
    discard();
    block = newBlock;
    birth = epoch.current();
  }

  /** Gives the block up; the directory is that of an empty table then. */
  void discard() {
    if (block != 0) {
      epoch.discard(block, bytes(depth), birth);
      block = 0;
    }
  }

  @Override
  void reset(int newDepth) {
    discard();
    depth = newDepth;
    limit = 1 << newDepth;
    deepest = limit;
    block = slab.allocate(bytes(newDepth));
    birth = epoch.current();
    pages.zero(block, bytes(newDepth));
    clear(0, limit, newDepth);
  }

  @Override
  void clear(int first, int span, int newDepth) {
    own();
    for (int index = first; index < first + span; index++) {
      pages.putInt(block, 4L * index, 0);
      pages.putShort(block, at(COUNTS, index), (short) 0);
      pages.putByte(block, at(DEPTHS, index), (byte) newDepth);
    }
  }

  @Override
  void resize(int newDepth) {
    int length = 1 << newDepth;
    int resized = slab.allocate(bytes(newDepth));
    for (int index = 0; index < length; index++) {
      int origin = origin(index, newDepth, depth);
      pages.putInt(resized, 4L * index, segment(origin));
      pages.putInt(resized, BIRTHS * length + 4L * index, birth(origin));
      pages.putShort(resized, COUNTS * length + 2L * index, (short) count(origin));
      pages.putByte(resized, DEPTHS * length + index, (byte) depth(origin));
    }
    replaceBlock(resized);
    depth = newDepth;
  }
}
