package io.lockstep.memory;

import java.lang.foreign.MemorySegment;

/**
 * Reads and writes the nodes of {@link Tree}s in pages. A node is one block: the epoch of its
 * birth, a word of count, capacity and level, then as many keys, handles and weights as its
 * capacity says. In an inner node a handle is a child, the key is the child's first one, and the
 * weight the child's sum. A leaf of a tree that is not weighed has no weights.
 */
final class TreeNodes {
  /*
   *  0               int    epoch
   *  4               int    level << 16 | capacity << 8 | count
   *  8               long   keys
   *  8 +  8 capacity int    handles
   *  8 + 12 capacity int    weights
   */
  private static final int EPOCH = 0;
  private static final int SHAPE = 4;
  private static final int HEADER_BYTES = 8;
  private static final int KEY_BYTES = 8;
  private static final int INT_BYTES = 4;
  private static final int BYTE_MASK = 0xFF;
  private static final int CAPACITY_SHIFT = 8;
  private static final int LEVEL_SHIFT = 16;
  private static final int INDEX_BITS = 8;
  private static final int INDEX_MASK = (1 << INDEX_BITS) - 1;
  private static final long UNSIGNED = 0xFFFF_FFFFL;

  // The capacities fill size classes of the slab: 80, 176, 360, 704 and 120, 248, 504, 1024 bytes.
  private static final int[] PLAIN_CAPACITIES = {6, 14, 29, 58};
  private static final int[] WEIGHED_CAPACITIES = {7, 15, 31, 63};

  private final Pages pages;
  private final boolean weighed;

  TreeNodes(Pages pages, boolean weighed) {
    this.pages = pages;
    this.weighed = weighed;
  }

  private boolean hasWeights(int level) {
    return weighed || level > 0;
  }

  private int[] capacities(int level) {
    return hasWeights(level) ? WEIGHED_CAPACITIES : PLAIN_CAPACITIES;
  }

  int smallestCapacity(int level) {
    return capacities(level)[0];
  }

  int fullCapacity(int level) {
    int[] steps = capacities(level);
    return steps[steps.length - 1];
  }

  int nextCapacity(int level, int capacity) {
    int[] steps = capacities(level);
    int step = 0;
    while (steps[step] <= capacity) {
      step++;
    }
    return steps[step];
  }

  /** Largest capacity below this one, or 0. */
  int previousCapacity(int level, int capacity) {
    int previous = 0;
    for (int step : capacities(level)) {
      previous = step < capacity ? step : previous;
    }
    return previous;
  }

  long bytes(int level, int capacity) {
    int weightBytes = hasWeights(level) ? INT_BYTES : 0;
    return HEADER_BYTES + (long) capacity * (KEY_BYTES + INT_BYTES + weightBytes);
  }

  long bytes(int node) {
    return bytes(level(node), capacity(node));
  }

  /** Makes a block an empty node. */
  void initialize(int node, int epoch, int level, int capacity) {
    pages.putInt(node, EPOCH, epoch);
    pages.putInt(node, SHAPE, level << LEVEL_SHIFT | capacity << CAPACITY_SHIFT);
  }

  /** Makes a block of the same size the same node, but for its birth. */
  void copy(int from, int to, int epoch) {
    pages.copy(from, 0, to, 0, bytes(from));
    pages.putInt(to, EPOCH, epoch);
  }

  int birth(int node) {
    return pages.getInt(node, EPOCH);
  }

  int level(int node) {
    return pages.getInt(node, SHAPE) >>> LEVEL_SHIFT;
  }

  int capacity(int node) {
    return capacityOf(pages.getInt(node, SHAPE));
  }

  private static int capacityOf(int shape) {
    return (shape >>> CAPACITY_SHIFT) & BYTE_MASK;
  }

  int count(int node) {
    return pages.getInt(node, SHAPE) & BYTE_MASK;
  }

  void count(int node, int count) {
    pages.putInt(node, SHAPE, (pages.getInt(node, SHAPE) & ~BYTE_MASK) | count);
  }

  private static long keyAt(int index) {
    return HEADER_BYTES + (long) index * KEY_BYTES;
  }

  private static long handleAt(int capacity, int index) {
    return keyAt(capacity) + (long) index * INT_BYTES;
  }

  private static long weightAt(int capacity, int index) {
    return handleAt(capacity, capacity) + (long) index * INT_BYTES;
  }

  long key(int node, int index) {
    return pages.getLong(node, keyAt(index));
  }

  void key(int node, int index, long key) {
    pages.putLong(node, keyAt(index), key);
  }

  int handle(int node, int index) {
    return pages.getInt(node, handleAt(capacity(node), index));
  }

  void handle(int node, int index, int handle) {
    pages.putInt(node, handleAt(capacity(node), index), handle);
  }

  int weight(int node, int index) {
    int shape = pages.getInt(node, SHAPE);
    return hasWeights(shape >>> LEVEL_SHIFT)
        ? pages.getInt(node, weightAt(capacityOf(shape), index))
        : 1;
  }

  void addWeight(int node, int index, long difference) {
    long at = weightAt(capacity(node), index);
    pages.putInt(node, at, (int) (pages.getInt(node, at) + difference));
  }

  /** Sum of the weights of the entries in [from, to). */
  long sum(int node, int from, int to) {
    return hasWeights(level(node)) ? sumOfWeights(node, from, to) : to - from;
  }

  private long sumOfWeights(int node, int from, int to) {
    MemorySegment memory = pages.segment(node);
    long base = Pages.offset(node) + weightAt(capacity(node), 0);
    long sum = 0;
    for (int index = from; index < to; index++) {
      sum += memory.get(Pages.INT, base + (long) index * INT_BYTES) & UNSIGNED;
    }
    return sum;
  }

  /** Where this weight behind the node's beginning lies; see {@link #index} and {@link #rest}. */
  long placeOf(int node, long weight) {
    return hasWeights(level(node)) ? weighedPlaceOf(node, weight) : weight;
  }

  private long weighedPlaceOf(int node, long weight) {
    MemorySegment memory = pages.segment(node);
    long base = Pages.offset(node) + weightAt(capacity(node), 0);
    int index = 0;
    long rest = weight;
    long first = memory.get(Pages.INT, base) & UNSIGNED;
    while (rest >= first) {
      rest -= first;
      index++;
      first = memory.get(Pages.INT, base + (long) index * INT_BYTES) & UNSIGNED;
    }
    return rest << INDEX_BITS | index;
  }

  static int index(long place) {
    return (int) place & INDEX_MASK;
  }

  /** The weight between the beginning of the entry and the place. */
  static long rest(long place) {
    return place >>> INDEX_BITS;
  }

  /** First index whose key is not below this one; count when there is none. */
  int lowerBound(int node, long key) {
    MemorySegment memory = pages.segment(node);
    long base = Pages.offset(node) + HEADER_BYTES;
    int low = 0;
    int high = count(node);
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (memory.get(Pages.LONG, base + (long) middle * KEY_BYTES) < key) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** First index whose entry, or whose child's first entry, is not before what is looked for. */
  int lowerBound(int node, long key, TieBreak tie) {
    int low = 0;
    int high = count(node);
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (isBefore(node, middle, key, tie)) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private boolean isBefore(int node, int index, long key, TieBreak tie) {
    long other = key(node, index);
    return other == key ? tie.compare(firstHandle(node, index)) > 0 : other < key;
  }

  private int firstHandle(int node, int index) {
    int handle = handle(node, index);
    for (int level = level(node); level > 0; level--) {
      handle = handle(handle, 0);
    }
    return handle;
  }

  /** Puts an entry before the one at an index; there must be room. */
  void insert(int node, int index, long key, int handle, long weight) {
    int count = count(node);
    move(node, index, node, index + 1, count - index);
    count(node, count + 1);
    key(node, index, key);
    handle(node, index, handle);
    if (hasWeights(level(node))) {
      pages.putInt(node, weightAt(capacity(node), index), (int) weight);
    }
  }

  /** Takes so many entries out, from an index on. */
  void remove(int node, int index, int number) {
    int rest = index + number;
    int count = count(node);
    move(node, rest, node, index, count - rest);
    count(node, count - number);
  }

  /** Copies entries to a node of the same level, or within one; the counts are the caller's. */
  void move(int from, int fromIndex, int to, int toIndex, int number) {
    if (number == 0) {
      return;
    }
    int source = capacity(from);
    int target = capacity(to);
    long ints = (long) number * INT_BYTES;
    pages.copy(from, keyAt(fromIndex), to, keyAt(toIndex), ints * 2);
    pages.copy(from, handleAt(source, fromIndex), to, handleAt(target, toIndex), ints);
    if (hasWeights(level(from))) {
      pages.copy(from, weightAt(source, fromIndex), to, weightAt(target, toIndex), ints);
    }
  }
}
