package io.lockstep.memory;

import java.util.Arrays;

/**
 * The heap side of a {@link SlotTable}: which segment serves which range of hashes. The upper bits
 * of a hash are the index. A segment of depth d serves all hashes that share their first d bits,
 * and stands at every index that begins with these.
 */
final class Directory {
  static final int MAX_DEPTH = 22;

  // segments.length == 1 << depth; depths[i] <= depth; limit <= segments.length
  private int depth;
  private int[] segments = new int[1]; // 0 as long as it is empty
  private byte[] depths = new byte[1];

  // Kept at a segment's first index only.
  private int[] births = new int[1];
  private short[] counts = new short[1];

  private int limit = 1; // indexes that are in use: all, but for a table that is drained
  private int deepest = 1; // number of segments with depths[i] == depth

  Directory() {}

  /** A directory of empty segments that all have the same depth. */
  Directory(int depth) {
    this.depth = depth;
    int length = 1 << depth;
    segments = new int[length];
    depths = new byte[length];
    Arrays.fill(depths, (byte) depth);
    births = new int[length];
    counts = new short[length];
    deepest = length;
    limit = length;
  }

  private Directory(Directory other) {
    depth = other.depth;
    segments = other.segments.clone();
    depths = other.depths.clone();
    births = new int[0];
    counts = new short[0];
    limit = other.limit;
  }

  /** A copy for readers: it knows segments and depths. */
  Directory frozen() {
    return new Directory(this);
  }

  int length() {
    return limit;
  }

  int depth() {
    return depth;
  }

  int index(int hash) {
    return (int) ((hash & 0xFFFF_FFFFL) >>> (Integer.SIZE - depth));
  }

  /** First index of the segment that stands at this one. */
  int first(int index) {
    return index & -(1 << (depth - depths[index]));
  }

  /** How many indexes lead to the segment. */
  int span(int index) {
    return 1 << (depth - depths[index]);
  }

  int segment(int index) {
    return segments[index];
  }

  int depth(int index) {
    return depths[index];
  }

  int birth(int first) {
    return births[first];
  }

  int count(int first) {
    return counts[first];
  }

  void count(int first, int count) {
    counts[first] = (short) count;
  }

  void segment(int first, int segment, int birth) {
    Arrays.fill(segments, first, first + span(first), segment);
    births[first] = birth;
  }

  /** Makes two empty halves of the range at first; the directory grows when it must. */
  void split(int hash) {
    if (depths[index(hash)] == depth) {
      grow();
    }
    int first = first(index(hash));
    int span = span(first);
    int halfDepth = depths[first] + 1;
    Arrays.fill(depths, first, first + span, (byte) halfDepth);
    deepest += halfDepth == depth ? 2 : 0;
    reset(first, span);
  }

  private void reset(int first, int span) {
    Arrays.fill(segments, first, first + span, 0);
    Arrays.fill(counts, first, first + span, (short) 0);
  }

  /** Other half of the range that a segment came from by a split. */
  int sibling(int first) {
    return first ^ span(first);
  }

  /** Makes one empty range of two siblings; the directory shrinks when it can. */
  void merge(int first, int sibling) {
    int lower = Math.min(first, sibling);
    int span = span(lower) * 2;
    int mergedDepth = depths[lower] - 1;
    deepest -= mergedDepth + 1 == depth ? 2 : 0;
    Arrays.fill(depths, lower, lower + span, (byte) mergedDepth);
    reset(lower, span);
  }

  private void grow() {
    int length = segments.length * 2;
    int[] newSegments = new int[length];
    byte[] newDepths = new byte[length];
    int[] newBirths = new int[length];
    short[] newCounts = new short[length];
    for (int index = 0; index < length; index++) {
      newSegments[index] = segments[index >>> 1];
      newDepths[index] = depths[index >>> 1];
      newBirths[index] = births[index >>> 1];
      newCounts[index] = counts[index >>> 1];
    }
    adopt(depth + 1, newSegments, newDepths, newBirths, newCounts);
    deepest = 0;
  }

  /** Halves the directory as often as no segment needs its depth. */
  void shrink() {
    while (deepest == 0 && depth > 0) {
      halve();
    }
  }

  private void halve() {
    int length = segments.length / 2;
    int[] newSegments = new int[length];
    byte[] newDepths = new byte[length];
    int[] newBirths = new int[length];
    short[] newCounts = new short[length];
    for (int index = 0; index < length; index++) {
      newSegments[index] = segments[index << 1];
      newDepths[index] = depths[index << 1];
      newBirths[index] = births[index << 1];
      newCounts[index] = counts[index << 1];
      deepest += depths[index << 1] == depth - 1 ? 1 : 0;
    }
    adopt(depth - 1, newSegments, newDepths, newBirths, newCounts);
  }

  /** Forgets all segments from an index on, see {@link SlotTable#drain}. */
  void truncate(int length) {
    limit = length;
  }

  private void adopt(
      int newDepth, int[] newSegments, byte[] newDepths, int[] newBirths, short[] newCounts) {
    depth = newDepth;
    limit = 1 << newDepth;
    segments = newSegments;
    depths = newDepths;
    births = newBirths;
    counts = newCounts;
  }
}
