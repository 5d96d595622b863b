package io.lockstep.replication;

import java.util.ArrayDeque;

/**
 * Blocks of one size: freed ones are used again, so that a log in steady state allocates nothing.
 */
final class BlockPool {
  static final int MIN_BLOCK_BYTES = 16 * 1024;
  static final int MAX_BLOCK_BYTES = 1024 * 1024;
  static final int BLOCKS_PER_BACKLOG = 16;
  static final int MAX_SPARE_BLOCKS = 4;

  private final ArrayDeque<Block> spare = new ArrayDeque<>(); // size <= MAX_SPARE_BLOCKS
  private int blockBytes;

  BlockPool(long backlogBytes) {
    fitTo(backlogBytes);
  }

  /** Chooses the size of new blocks: a sixteenth of the backlog, within limits. */
  void fitTo(long backlogBytes) {
    long wanted = Math.clamp(backlogBytes / BLOCKS_PER_BACKLOG, MIN_BLOCK_BYTES, MAX_BLOCK_BYTES);
    if (wanted != blockBytes) {
      blockBytes = (int) wanted;
      spare.clear();
    }
  }

  Block take(long startOffset) {
    Block block = spare.poll();
    return (block == null ? new Block(blockBytes) : block).startAt(startOffset);
  }

  /** Keeps the block for later, unless it has another size or enough are kept. */
  void giveBack(Block block) {
    block.next = null;
    if (block.capacity() == blockBytes && spare.size() < MAX_SPARE_BLOCKS) {
      spare.push(block);
    }
  }

  int blockBytes() {
    return blockBytes;
  }

  long spareBytes() {
    return (long) spare.size() * blockBytes;
  }

  void clear() {
    spare.clear();
  }
}
