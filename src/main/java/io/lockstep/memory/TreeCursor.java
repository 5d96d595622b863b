package io.lockstep.memory;

import java.lang.foreign.MemorySegment;

/**
 * A place in a tree of entries, which are ordered by a long key and have a handle and a weight. It
 * only reads: over frozen pages it serves a snapshot on another thread. One cursor may be used for
 * many trees, one after the other.
 *
 * <p>The cursor stands on an entry, or at the end behind the last one. Where it stands is undefined
 * until the first seek after {@link #load}. Methods that move it return whether it stands on an
 * entry then, unless they say otherwise.
 */
public sealed class TreeCursor permits Tree {
  /** Size of a tree's root as {@link #load} reads it; all zeros are an empty tree. */
  public static final int ROOT_BYTES = 20;

  private static final int ROOT_NODE = 0;
  private static final int ROOT_SIZE = 4;
  private static final int ROOT_ENTRIES = 12;

  /** Two siblings have 30 entries at least: nine levels hold more than there are addresses. */
  private static final int MAX_HEIGHT = 12;

  final TreeNodes nodes;

  // By level, 0 is the leaf. path[level] is the child at[level + 1] of path[level + 1].
  // at[level] < count(path[level]), but at[0] == count(path[0]) at the end.
  final int[] path = new int[MAX_HEIGHT];
  final int[] at = new int[MAX_HEIGHT];

  int root; // 0 when the tree is empty
  int height; // levels of nodes
  long size;
  long entries;
  private int placeInEntry;

  /** A cursor on trees of one kind: in those that are not weighed each entry weighs 1. */
  public TreeCursor(Pages pages, boolean weighed) {
    nodes = new TreeNodes(pages, weighed);
  }

  /** Turns to the tree whose root is stored here. */
  public void load(MemorySegment segment, long offset) {
    root = segment.get(Pages.INT, offset + ROOT_NODE);
    size = segment.get(Pages.LONG, offset + ROOT_SIZE);
    entries = segment.get(Pages.LONG, offset + ROOT_ENTRIES);
    height = root == 0 ? 0 : nodes.level(root) + 1;
  }

  /** Writes the root of the tree, {@link #ROOT_BYTES} long. */
  public void store(MemorySegment segment, long offset) {
    segment.set(Pages.INT, offset + ROOT_NODE, root);
    segment.set(Pages.LONG, offset + ROOT_SIZE, size);
    segment.set(Pages.LONG, offset + ROOT_ENTRIES, entries);
  }

  /** Sum of all weights. */
  public long size() {
    return size;
  }

  /** Number of entries. */
  public long entries() {
    return entries;
  }

  public boolean isEmpty() {
    return height == 0;
  }

  public boolean isAtEnd() {
    return height == 0 || at[0] == nodes.count(path[0]);
  }

  public long key() {
    return nodes.key(path[0], at[0]);
  }

  public int handle() {
    return nodes.handle(path[0], at[0]);
  }

  public int weight() {
    return nodes.weight(path[0], at[0]);
  }

  /** Sum of the weights before the place. */
  public long rank() {
    long rank = 0;
    for (int level = 0; level < height; level++) {
      rank += nodes.sum(path[level], 0, at[level]);
    }
    return rank;
  }

  public boolean seekFirst() {
    return seekEdge(true);
  }

  public boolean seekLast() {
    return seekEdge(false);
  }

  /** Moves behind the last entry. */
  public void seekEnd() {
    if (seekEdge(false)) {
      at[0]++;
    }
  }

  private boolean seekEdge(boolean first) {
    descendToEdge(height, first);
    return height > 0;
  }

  /** Moves to the first or last entry below the place at a level. */
  private void descendToEdge(int from, boolean first) {
    for (int level = from - 1; level >= 0; level--) {
      path[level] = child(level);
      at[level] = first ? 0 : nodes.count(path[level]) - 1;
    }
  }

  private int child(int level) {
    return level == height - 1 ? root : nodes.handle(path[level + 1], at[level + 1]);
  }

  /** Moves to the entry in which this rank lies; see {@link #placeInEntry}. */
  public boolean seekIndex(long rank) {
    if (rank < 0 || rank >= size) {
      seekEnd();
      return false;
    }
    long left = rank;
    for (int level = height - 1; level >= 0; level--) {
      path[level] = child(level);
      long place = nodes.placeOf(path[level], left);
      at[level] = TreeNodes.index(place);
      left = TreeNodes.rest(place);
    }
    placeInEntry = (int) left;
    return true;
  }

  /** By how much the rank of the last {@link #seekIndex} is behind that of its entry. */
  public int placeInEntry() {
    return placeInEntry;
  }

  /** Moves to the first entry whose key is not below this one. */
  public boolean seekKey(long key) {
    for (int level = height - 1; level >= 0; level--) {
      path[level] = child(level);
      at[level] = startOf(level, nodes.lowerBound(path[level], key));
    }
    return height > 0 && settle(0);
  }

  /** Moves to the first entry that is not before what has this key and wins this tie. */
  public boolean seek(long key, TieBreak tie) {
    for (int level = height - 1; level >= 0; level--) {
      path[level] = child(level);
      at[level] = startOf(level, nodes.lowerBound(path[level], key, tie));
    }
    return height > 0 && settle(0);
  }

  /** The search goes on in the child before the bound: only its first entry is known. */
  private static int startOf(int level, int bound) {
    return level == 0 ? bound : Math.max(0, bound - 1);
  }

  /** Makes a place of one that is right down to a level, but may be behind its node's last. */
  final boolean settle(int from) {
    int level = from;
    while (at[level] == nodes.count(path[level])) {
      if (++level == height) {
        seekEnd();
        return false;
      }
      at[level]++;
    }
    descendToEdge(level, true);
    return true;
  }

  /** Moves one entry on; from the last one to the end. */
  public boolean next() {
    if (isAtEnd()) {
      return false;
    }
    at[0]++;
    return settle(0);
  }

  /** Moves one entry back; returns false and stays when there is none. */
  public boolean previous() {
    for (int level = 0; level < height; level++) {
      if (at[level] > 0) {
        at[level]--;
        descendToEdge(level, false);
        return true;
      }
    }
    return false;
  }

  /** Visits entries in order, from the one in which this rank lies. */
  public void forEach(long fromRank, EntryVisitor visitor) {
    for (boolean standing = seekIndex(fromRank); standing; standing = next()) {
      visitor.visit(key(), handle(), weight());
    }
  }

  /** Visits entries backwards, from the one in which this rank lies. */
  public void forEachBackwards(long fromRank, EntryVisitor visitor) {
    for (boolean standing = seekIndex(fromRank); standing; standing = previous()) {
      visitor.visit(key(), handle(), weight());
    }
  }

  /** Bytes of the tree's nodes in the slab; it reads the inner ones. */
  public long bytes() {
    return height == 0 ? 0 : bytesBelow(root);
  }

  private long bytesBelow(int node) {
    long bytes = Slab.capacity(nodes.bytes(node));
    int level = nodes.level(node);
    if (level == 1) {
      // All leaves have their full capacity when none is the root.
      return bytes + nodes.count(node) * Slab.capacity(nodes.bytes(0, nodes.fullCapacity(0)));
    }
    for (int index = 0; level > 1 && index < nodes.count(node); index++) {
      bytes += bytesBelow(nodes.handle(node, index));
    }
    return bytes;
  }
}
