package io.lockstep.memory;

/**
 * A queue of blocks that are dead but may be seen by an open snapshot, in the order of their
 * deaths. It lives in slab blocks itself, all entries of one such block have the same epoch of
 * death.
 */
final class RetiredBlocks {
  private static final long BLOCK_BYTES = 4096;
  private static final int NEXT = 0;
  private static final int DEATH = 4;
  private static final int COUNT = 8;
  private static final int ENTRIES = 16; // int address, int units
  private static final int MAX_ENTRIES = (int) (BLOCK_BYTES - ENTRIES) / 8;

  private final Slab slab;
  private final Pages pages;
  private int head; // 0 when the queue is empty, and so is tail
  private int tail;
  private int taken; // entries of head that were released
  private long bytes;

  RetiredBlocks(Slab slab) {
    this.slab = slab;
    this.pages = slab.pages();
  }

  /** Bytes of the blocks that wait, and of the queue itself. */
  long bytes() {
    return bytes;
  }

  boolean isEmpty() {
    return head == 0;
  }

  void add(int address, long blockBytes, int death) {
    if (tail == 0 || pages.getInt(tail, COUNT) == MAX_ENTRIES || death(tail) != death) {
      append(death);
    }
    int count = pages.getInt(tail, COUNT);
    long capacity = Slab.capacity(blockBytes);
    pages.putInt(tail, ENTRIES + 8L * count, address);
    pages.putInt(tail, ENTRIES + 8L * count + 4, (int) (capacity >>> Pages.UNIT_BYTES_LOG));
    pages.putInt(tail, COUNT, count + 1);
    bytes += capacity;
  }

  private int death(int block) {
    return pages.getInt(block, DEATH);
  }

  private void append(int death) {
    int block = slab.allocate(BLOCK_BYTES);
    bytes += BLOCK_BYTES;
    pages.putInt(block, NEXT, 0);
    pages.putInt(block, DEATH, death);
    pages.putInt(block, COUNT, 0);
    if (tail == 0) {
      head = block;
    } else {
      pages.putInt(tail, NEXT, block);
    }
    tail = block;
  }

  /** Releases up to so many blocks that died in this epoch or before; true when more could be. */
  boolean release(int budget, int newestDeath) {
    for (int released = 0; head != 0 && death(head) <= newestDeath; released++) {
      if (released == budget) {
        return true;
      }
      releaseFirst();
    }
    return false;
  }

  private void releaseFirst() {
    long entry = ENTRIES + 8L * taken;
    long capacity = (long) pages.getInt(head, entry + 4) << Pages.UNIT_BYTES_LOG;
    slab.release(pages.getInt(head, entry), capacity);
    bytes -= capacity;
    if (++taken == pages.getInt(head, COUNT)) {
      dropHead();
    }
  }

  private void dropHead() {
    int block = head;
    head = pages.getInt(block, NEXT);
    tail = head == 0 ? 0 : tail;
    taken = 0;
    slab.release(block, BLOCK_BYTES);
    bytes -= BLOCK_BYTES;
  }

  /** Forgets everything, because the slab was abandoned. */
  void forget() {
    head = 0;
    tail = 0;
    taken = 0;
    bytes = 0;
  }
}
