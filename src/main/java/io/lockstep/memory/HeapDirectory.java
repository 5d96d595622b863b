package io.lockstep.memory;

import java.util.Arrays;

/** A directory in arrays on the heap: 11 bytes per segment, for the tables of a keyspace. */
final class HeapDirectory extends Directory {
  private int[] segments = new int[1];
  private byte[] depths = new byte[1];
  private int[] births = new int[1];
  private short[] counts = new short[1];

  HeapDirectory() {}

  /** A directory for readers only, which asks for nothing but segments and depths. */
  HeapDirectory(int depth, int[] segments, byte[] depths) {
    this.depth = depth;
    this.limit = segments.length;
    this.segments = segments;
    this.depths = depths;
    births = new int[0];
    counts = new short[0];
  }

  @Override
  HeapDirectory frozen() {
    return new HeapDirectory(depth, segments.clone(), depths.clone());
  }

  @Override
  int segment(int index) {
    return segments[index];
  }

  @Override
  int depth(int index) {
    return depths[index];
  }

  @Override
  int birth(int first) {
    return births[first];
  }

  @Override
  int count(int first) {
    return counts[first];
  }

  @Override
  void count(int first, int count) {
    counts[first] = (short) count;
  }

  @Override
  void segment(int first, int segment, int birth) {
    Arrays.fill(segments, first, first + span(first), segment);
    births[first] = birth;
  }

  @Override
  void reset(int newDepth) {
    int length = 1 << newDepth;
    segments = new int[length];
    depths = new byte[length];
    Arrays.fill(depths, (byte) newDepth);
    births = new int[length];
    counts = new short[length];
    depth = newDepth;
    deepest = length;
    limit = length;
  }

  @Override
  void clear(int first, int span, int newDepth) {
    Arrays.fill(depths, first, first + span, (byte) newDepth);
    Arrays.fill(segments, first, first + span, 0);
    Arrays.fill(counts, first, first + span, (short) 0);
  }

  @Override
  void resize(int newDepth) {
    int length = 1 << newDepth;
    int[] newSegments = new int[length];
    byte[] newDepths = new byte[length];
    int[] newBirths = new int[length];
    short[] newCounts = new short[length];
    for (int index = 0; index < length; index++) {
      int origin = origin(index, newDepth, depth);
      newSegments[index] = segments[origin];
      newDepths[index] = depths[origin];
      newBirths[index] = births[origin];
      newCounts[index] = counts[origin];
    }
    depth = newDepth;
    segments = newSegments;
    depths = newDepths;
    births = newBirths;
    counts = newCounts;
  }
}
