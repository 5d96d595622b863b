package io.lockstep.memory;

import java.lang.foreign.MemorySegment;

/**
 * Operations on one open-addressing segment of slots in the slab. A slot is 32 bits of hash and 32
 * bits of address, or 0. A slot's home follows from the hash bits below those that chose the
 * segment, and colliding slots stay sorted, so that a walk from the first one that did not wrap
 * around the end meets all of them in the order of their hashes.
 */
final class SlotSegment {
  static final int SLOT_BYTES_LOG = 3;
  static final int FULL_LOG = 10;
  static final int FULL_SLOTS = 1 << FULL_LOG;
  static final int SMALLEST_LOG = 4;
  private static final int NEAR = 16; // slots that a look ahead goes over: two lines of cache

  private SlotSegment() {}

  static long bytes(int log) {
    return 1L << (log + SLOT_BYTES_LOG);
  }

  /** Slots that may be taken: 7 of 8. */
  static int limit(int log) {
    return (1 << log) - (1 << (log - 3));
  }

  static long slotOf(int hash, int address) {
    return (long) hash << 32 | (address & 0xFFFF_FFFFL);
  }

  static int hash(long slot) {
    return (int) (slot >>> 32);
  }

  static int address(long slot) {
    return (int) slot;
  }

  static int home(int hash, int depth, int log) {
    return (hash << depth) >>> (Integer.SIZE - log);
  }

  static long get(Pages pages, int segment, int index) {
    return pages.getLong(segment, (long) index << SLOT_BYTES_LOG);
  }

  private static void set(MemorySegment memory, long base, int index, long slot) {
    memory.set(Pages.LONG, base + ((long) index << SLOT_BYTES_LOG), slot);
  }

  private static long get(MemorySegment memory, long base, int index) {
    return memory.get(Pages.LONG, base + ((long) index << SLOT_BYTES_LOG));
  }

  static void clear(Pages pages, int segment, int log) {
    MemorySegment memory = pages.segment(segment);
    long base = Pages.offset(segment);
    for (int index = 0; index < 1 << log; index++) {
      set(memory, base, index, 0);
    }
  }

  /** Address of the record with this key, or {@link Records#NONE}. */
  static int find(
      Records records,
      int segment,
      int depth,
      int log,
      int hash,
      byte[] key,
      int start,
      int length) {
    MemorySegment memory = records.segment(segment);
    long base = Pages.offset(segment);
    int mask = (1 << log) - 1;
    int home = home(hash, depth, log);
    for (int index = home; ; index = (index + 1) & mask) {
      long slot = get(memory, base, index);
      if (slot == 0) {
        return Records.NONE;
      }
      int other = hash(slot);
      if (other == hash) {
        if (records.keyEquals(address(slot), key, start, length)) {
          return address(slot);
        }
      } else if (comesAfter(other, hash, index, home, depth, log, mask)) {
        return Records.NONE;
      }
    }
  }

  /** Address of the first record of this hash, if it is near its home, or {@link Records#NONE}. */
  static int firstWithHash(Pages pages, int segment, int depth, int log, int hash) {
    MemorySegment memory = pages.segment(segment);
    long base = Pages.offset(segment);
    int mask = (1 << log) - 1;
    int home = home(hash, depth, log);
    for (int step = 0; step < NEAR; step++) {
      long slot = get(memory, base, (home + step) & mask);
      if (slot == 0 || hash(slot) == hash) {
        return address(slot);
      }
    }
    return Records.NONE;
  }

  /** Index of exactly this slot, or -1. */
  static int indexOf(Pages pages, int segment, int depth, int log, long slot) {
    int mask = (1 << log) - 1;
    int home = home(hash(slot), depth, log);
    for (int index = home; ; index = (index + 1) & mask) {
      long other = get(pages, segment, index);
      if (other == slot) {
        return index;
      }
      if (other == 0 || comesAfter(hash(other), hash(slot), index, home, depth, log, mask)) {
        return -1;
      }
    }
  }

  /** Whether the slot at index belongs behind the hash whose home is given. */
  private static boolean comesAfter(
      int other, int hash, int index, int home, int depth, int log, int mask) {
    int otherDistance = (index - home(other, depth, log)) & mask;
    int distance = (index - home) & mask;
    return otherDistance < distance
        || (otherDistance == distance && Integer.compareUnsigned(other, hash) > 0);
  }

  static void set(Pages pages, int segment, int index, long slot) {
    pages.putLong(segment, (long) index << SLOT_BYTES_LOG, slot);
  }

  /** Puts a slot at its place in the order; there must be a free one. */
  static void insert(Pages pages, int segment, int depth, int log, long slot) {
    MemorySegment memory = pages.segment(segment);
    long base = Pages.offset(segment);
    int mask = (1 << log) - 1;
    int hash = hash(slot);
    int home = home(hash, depth, log);
    int index = home;
    long other = get(memory, base, index);
    while (other != 0 && !comesAfter(hash(other), hash, index, home, depth, log, mask)) {
      index = (index + 1) & mask;
      other = get(memory, base, index);
    }
    long carried = slot;
    while (carried != 0) {
      other = get(memory, base, index);
      set(memory, base, index, carried);
      carried = other;
      index = (index + 1) & mask;
    }
  }

  /** Empties the slot at index and moves those behind it back, so that no tombstone is needed. */
  static void remove(Pages pages, int segment, int depth, int log, int index) {
    MemorySegment memory = pages.segment(segment);
    long base = Pages.offset(segment);
    int mask = (1 << log) - 1;
    int hole = index;
    while (true) {
      int next = (hole + 1) & mask;
      long slot = get(memory, base, next);
      if (slot == 0 || home(hash(slot), depth, log) == next) {
        set(memory, base, hole, 0);
        return;
      }
      set(memory, base, hole, slot);
      hole = next;
    }
  }

  /** Index of the slot with the lowest hash, if the one there is not empty. */
  static int first(Pages pages, int segment, int depth, int log) {
    int index = 0;
    long slot = get(pages, segment, 0);
    while (slot != 0 && home(hash(slot), depth, log) > index) {
      index++;
      slot = get(pages, segment, index);
    }
    return index;
  }
}
