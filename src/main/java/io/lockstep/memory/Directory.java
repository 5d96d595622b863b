package io.lockstep.memory;

/**
 * Which segment of a {@link SlotTable} serves which range of hashes. The upper bits of a hash are
 * the index. A segment of depth d serves all hashes that share their first d bits, and stands at
 * every index that begins with these.
 */
abstract sealed class Directory permits HeapDirectory, SlabDirectory {
  static final int MAX_DEPTH = 22;

  // depth(i) <= depth; limit <= 1 << depth
  int depth;
  int limit = 1; // indexes that are in use: all, but for a table that is drained
  int deepest = 1; // number of indexes with depth(i) == depth

  /** Address of the segment at an index; 0 as long as it is empty. */
  abstract int segment(int index);

  abstract int depth(int index);

  /** Epoch of the segment's birth; kept at its first index only, as is its count. */
  abstract int birth(int first);

  abstract int count(int first);

  abstract void count(int first, int count);

  abstract void segment(int first, int segment, int birth);

  /** Makes this the directory of empty segments that all have the same depth. */
  abstract void reset(int newDepth);

  /** Makes one empty range of indexes with this depth. */
  abstract void clear(int first, int span, int newDepth);

  /** Takes another depth; an index gets what stood at the one that it came from. */
  abstract void resize(int newDepth);

  /** A copy for readers on any thread, who read nothing but segments and depths. */
  abstract HeapDirectory frozen();

  final int length() {
    return limit;
  }

  final int depth() {
    return depth;
  }

  final int index(int hash) {
    return (int) ((hash & 0xFFFF_FFFFL) >>> (Integer.SIZE - depth));
  }

  /** First index of the segment that stands at this one. */
  final int first(int index) {
    return index & -span(index);
  }

  /** How many indexes lead to the segment. */
  final int span(int index) {
    return 1 << (depth - depth(index));
  }

  /** Other half of the range that a segment came from by a split. */
  final int sibling(int first) {
    return first ^ span(first);
  }

  /** Makes two empty halves of the hash's range; the directory grows when it must. */
  final void split(int hash) {
    if (depth(index(hash)) == depth) {
      resize(depth + 1);
      limit = 1 << depth;
      deepest = 0;
    }
    int first = first(index(hash));
    int halfDepth = depth(first) + 1;
    clear(first, span(first), halfDepth);
    deepest += halfDepth == depth ? 2 : 0;
  }

  /** Makes one empty range of two siblings. */
  final void merge(int first, int sibling) {
    int mergedDepth = depth(first) - 1;
    deepest -= mergedDepth + 1 == depth ? 2 : 0;
    clear(Math.min(first, sibling), span(first) * 2, mergedDepth);
  }

  /** Halves the directory as often as no segment needs its depth. */
  final void shrink() {
    while (deepest == 0 && depth > 0) {
      resize(depth - 1);
      limit = 1 << depth;
      countDeepest();
    }
  }

  private void countDeepest() {
    for (int index = 0; index < limit; index++) {
      deepest += depth(index) == depth ? 1 : 0;
    }
  }

  /** Forgets all segments from an index on, see {@link SlotTable#drain}. */
  final void truncate(int length) {
    limit = length;
  }

  /** Index, in a directory of another depth, of what is to stand at this one. */
  static int origin(int index, int newDepth, int oldDepth) {
    return newDepth > oldDepth ? index >>> (newDepth - oldDepth) : index << (oldDepth - newDepth);
  }
}
