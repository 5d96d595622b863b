package io.lockstep.memory;

/**
 * A counted B+tree of entries, with a cursor that changes it. Its nodes live in the slab; the root
 * lives where the caller stores it. A node that an open snapshot may see is copied before it
 * changes.
 *
 * <p>A full node first shares with a sibling that has room; else it is split, in halves or, at
 * either end of the tree, unevenly, so that a tree which is filled in order has full nodes. There
 * are no links between siblings: each copy of a node would be followed by one of its neighbour.
 */
public final class Tree extends TreeCursor {
  private final Epoch epoch;
  private final Slab slab;

  /** A tree of one kind: in one that is not weighed each entry weighs 1. */
  public Tree(Epoch epoch, boolean weighed) {
    super(epoch.slab().pages(), weighed);
    this.epoch = epoch;
    this.slab = epoch.slab();
  }

  /** Turns to a new tree that has no entries. */
  public void clear() {
    root = 0;
    height = 0;
    size = 0;
    entries = 0;
  }

  /** Puts an entry before the place, and moves to it. The caller sees to the order. */
  public void insert(long key, int handle, int weight) {
    if (height == 0) {
      plant();
    }
    ownPath(0);
    makeRoom(0);
    nodes.insert(path[0], at[0], key, handle, weight);
    passFirstKeyUp(0);
    entries++;
    addWeight(weight);
  }

  private void plant() {
    root = create(0, nodes.smallestCapacity(0));
    height = 1;
    path[0] = root;
    at[0] = 0;
  }

  private int create(int level, int capacity) {
    int node = slab.allocate(nodes.bytes(level, capacity));
    nodes.initialize(node, epoch.current(), level, capacity);
    return node;
  }

  private void discard(int node) {
    epoch.discard(node, nodes.bytes(node), nodes.birth(node));
  }

  /** Makes sure that all nodes of the path down to a level may be changed. */
  private void ownPath(int lowest) {
    for (int level = height - 1; level >= lowest; level--) {
      if (epoch.mayBeSeen(nodes.birth(path[level]))) {
        replaceNode(level, copyOf(path[level]));
      }
    }
  }

  private int copyOf(int node) {
    int copy = slab.allocate(nodes.bytes(node));
    nodes.copy(node, copy, epoch.current());
    discard(node);
    return copy;
  }

  private void replaceNode(int level, int node) {
    path[level] = node;
    if (level == height - 1) {
      root = node;
    } else {
      nodes.handle(path[level + 1], at[level + 1], node);
    }
  }

  /** A child of a node that may be changed, made such itself. */
  private int ownChild(int parent, int index) {
    int child = nodes.handle(parent, index);
    if (!epoch.mayBeSeen(nodes.birth(child))) {
      return child;
    }
    int copy = copyOf(child);
    nodes.handle(parent, index, copy);
    return copy;
  }

  private void addWeight(long difference) {
    size += difference;
    for (int level = 1; level < height; level++) {
      nodes.addWeight(path[level], at[level], difference);
    }
  }

  /** When the place of a level is its node's first, the inner nodes above have to know the key. */
  private void passFirstKeyUp(int from) {
    long key = nodes.key(path[from], 0);
    for (int level = from; at[level] == 0 && level < height - 1; level++) {
      nodes.key(path[level + 1], at[level + 1], key);
    }
  }

  /** Sees to a free entry in the node of a level; the place may move to another node. */
  private void makeRoom(int level) {
    int capacity = nodes.capacity(path[level]);
    if (nodes.count(path[level]) < capacity) {
      return;
    }
    if (capacity < nodes.fullCapacity(level)) {
      resizeRoot(nodes.nextCapacity(level, capacity));
    } else if (isAtRightEdge(level) || isAtLeftEdge(level) || !share(level)) {
      split(level);
    }
  }

  private void resizeRoot(int capacity) {
    int top = height - 1;
    int old = path[top];
    int count = nodes.count(old);
    int resized = create(top, capacity);
    nodes.move(old, 0, resized, 0, count);
    nodes.count(resized, count);
    discard(old);
    replaceNode(top, resized);
  }

  private boolean isAtLeftEdge(int from) {
    for (int level = from; level < height; level++) {
      if (at[level] > 0) {
        return false;
      }
    }
    return true;
  }

  private boolean isAtRightEdge(int from) {
    for (int level = from; level < height; level++) {
      if (at[level] < lastIndex(level)) {
        return false;
      }
    }
    return true;
  }

  /** In a leaf a new entry goes before the place, in an inner node behind it. */
  private int lastIndex(int level) {
    return nodes.count(path[level]) - (level == 0 ? 0 : 1);
  }

  /** Gives entries of a full node to a sibling that has room, if there is one. */
  private boolean share(int level) {
    if (level == height - 1) {
      return false;
    }
    int parent = path[level + 1];
    int index = at[level + 1];
    if (index > 0 && hasRoomToShare(level, nodes.handle(parent, index - 1))) {
      shareWithLeft(level, parent, index);
      return true;
    }
    if (index + 1 < nodes.count(parent) && hasRoomToShare(level, nodes.handle(parent, index + 1))) {
      shareWithRight(level, parent, index);
      return true;
    }
    return false;
  }

  private boolean hasRoomToShare(int level, int sibling) {
    return nodes.count(sibling) <= comfortable(level);
  }

  /** Entries of a node that has room for some more: 3 of 4. */
  private int comfortable(int level) {
    return nodes.fullCapacity(level) * 3 / 4;
  }

  private void shareWithLeft(int level, int parent, int index) {
    int node = path[level];
    int left = ownChild(parent, index - 1);
    int leftCount = nodes.count(left);
    int moved = (nodes.count(node) - leftCount) / 2;
    nodes.move(node, 0, left, leftCount, moved);
    nodes.count(left, leftCount + moved);
    nodes.remove(node, 0, moved);
    nodes.key(parent, index, nodes.key(node, 0));
    moveWeight(parent, index, index - 1, nodes.sum(left, leftCount, leftCount + moved));
    if (at[level] < moved) {
      stand(level, left, leftCount + at[level], index - 1);
    } else {
      at[level] -= moved;
    }
  }

  private void shareWithRight(int level, int parent, int index) {
    int node = path[level];
    int right = ownChild(parent, index + 1);
    int rightCount = nodes.count(right);
    int moved = (nodes.count(node) - rightCount) / 2;
    int kept = nodes.count(node) - moved;
    nodes.move(right, 0, right, moved, rightCount);
    nodes.move(node, kept, right, 0, moved);
    nodes.count(right, rightCount + moved);
    nodes.count(node, kept);
    nodes.key(parent, index + 1, nodes.key(right, 0));
    moveWeight(parent, index, index + 1, nodes.sum(right, 0, moved));
    if (at[level] >= kept) {
      stand(level, right, at[level] - kept, index + 1);
    }
  }

  private void moveWeight(int parent, int from, int to, long weight) {
    nodes.addWeight(parent, from, -weight);
    nodes.addWeight(parent, to, weight);
  }

  private void stand(int level, int node, int index, int indexInParent) {
    path[level] = node;
    at[level] = index;
    at[level + 1] = indexInParent;
  }

  private void split(int level) {
    if (level == height - 1) {
      addRoot();
    }
    makeRoom(level + 1);
    if (isAtRightEdge(level)) {
      splitOffRight(level, lastIndex(level));
    } else if (isAtLeftEdge(level)) {
      splitOffLeft(level, level == 0 ? 0 : 1);
    } else {
      splitOffRight(level, nodes.count(path[level]) / 2);
    }
  }

  private void addRoot() {
    int child = root;
    root = create(height, nodes.smallestCapacity(height));
    nodes.insert(root, 0, nodes.key(child, 0), child, size);
    path[height] = root;
    at[height] = 0;
    height++;
  }

  /**
   * The entries from an index on go to a new node; it may be empty if the new entry is to go in.
   */
  private void splitOffRight(int level, int index) {
    int node = path[level];
    int moved = nodes.count(node) - index;
    int right = create(level, nodes.fullCapacity(level));
    nodes.move(node, index, right, 0, moved);
    nodes.count(right, moved);
    nodes.count(node, index);
    int parent = path[level + 1];
    int inParent = at[level + 1];
    nodes.insert(parent, inParent + 1, moved == 0 ? 0 : nodes.key(right, 0), right, 0);
    moveWeight(parent, inParent, inParent + 1, nodes.sum(right, 0, moved));
    if (at[level] >= index) {
      stand(level, right, at[level] - index, inParent + 1);
    }
  }

  /** The place, which is at the left edge, goes to a new node with all before an index. */
  private void splitOffLeft(int level, int index) {
    int node = path[level];
    int left = create(level, nodes.fullCapacity(level));
    nodes.move(node, 0, left, 0, index);
    nodes.count(left, index);
    nodes.remove(node, 0, index);
    int parent = path[level + 1];
    nodes.insert(parent, 0, nodes.key(parent, 0), left, 0);
    nodes.key(parent, 1, nodes.key(node, 0));
    moveWeight(parent, 1, 0, nodes.sum(left, 0, index));
    stand(level, left, 0, 0);
  }

  /** Takes the entry out on which the cursor stands, and moves to the one behind it. */
  public void remove() {
    ownPath(0);
    addWeight(-weight());
    entries--;
    removeEntry(0);
    int settled = compact();
    if (nodes.count(root) == 0) {
      discard(root);
      clear();
    } else {
      settle(settled);
      trimRoot();
    }
  }

  private void removeEntry(int level) {
    nodes.remove(path[level], at[level], 1);
    if (nodes.count(path[level]) > 0) {
      passFirstKeyUp(level);
    }
  }

  /** Drops and merges nodes up the path; returns the level down to which it is still right. */
  private int compact() {
    int settled = 0;
    for (int level = 0; level < height - 1; level++) {
      if (nodes.count(path[level]) == 0) {
        discard(path[level]);
        removeEntry(level + 1);
        settled = level + 1;
      } else if (!merge(level)) {
        break;
      }
    }
    return settled;
  }

  /** Makes one node of two siblings when that leaves room for some more entries. */
  private boolean merge(int level) {
    int count = nodes.count(path[level]);
    if (count > nodes.fullCapacity(level) / 2) {
      return false;
    }
    int room = comfortable(level) - count;
    int parent = path[level + 1];
    int index = at[level + 1];
    if (index > 0 && nodes.count(nodes.handle(parent, index - 1)) <= room) {
      mergeIntoLeft(level, parent, index);
      return true;
    }
    if (index + 1 < nodes.count(parent) && nodes.count(nodes.handle(parent, index + 1)) <= room) {
      takeInRight(level, parent, index);
      return true;
    }
    return false;
  }

  private void mergeIntoLeft(int level, int parent, int index) {
    int left = ownChild(parent, index - 1);
    int leftCount = nodes.count(left);
    append(parent, index, left, index - 1);
    stand(level, left, leftCount + at[level], index - 1);
  }

  private void takeInRight(int level, int parent, int index) {
    append(parent, index + 1, path[level], index);
  }

  /** Moves all entries of a child to the end of the one before it. */
  private void append(int parent, int index, int target, int targetIndex) {
    int source = nodes.handle(parent, index);
    int count = nodes.count(source);
    int targetCount = nodes.count(target);
    nodes.move(source, 0, target, targetCount, count);
    nodes.count(target, targetCount + count);
    nodes.addWeight(parent, targetIndex, nodes.weight(parent, index));
    nodes.remove(parent, index, 1);
    discard(source);
  }

  private void trimRoot() {
    while (height > 1 && nodes.count(root) == 1) {
      int child = nodes.handle(root, 0);
      discard(root);
      root = child;
      height--;
    }
    int smaller = nodes.previousCapacity(height - 1, nodes.capacity(root));
    if (nodes.count(root) <= smaller / 2) {
      resizeRoot(smaller);
    }
  }

  /** Changes the handle of the entry on which the cursor stands. */
  public void replaceHandle(int handle) {
    ownPath(0);
    nodes.handle(path[0], at[0], handle);
  }

  /** Changes the key of the entry on which the cursor stands; the caller sees to the order. */
  public void key(long key) {
    ownPath(0);
    nodes.key(path[0], at[0], key);
    passFirstKeyUp(0);
  }

  /** Changes the weight of the entry on which the cursor stands, in a weighed tree. */
  public void weight(int weight) {
    addToWeight((long) weight - weight());
  }

  /** Adds to the weight of the entry on which the cursor stands, in a weighed tree. */
  public void addToWeight(long difference) {
    ownPath(0);
    nodes.addWeight(path[0], at[0], difference);
    addWeight(difference);
  }

  /**
   * Gives handles out and discards the leaves they were in, at least one leaf and until so many
   * handles have gone; returns whether more are left. The tree is a right one at any time, but the
   * cursor is nowhere.
   */
  public boolean drain(int budget, HandleVisitor visitor) {
    int left = budget;
    while (height > 0 && left > 0) {
      seekLast();
      left -= 1 + nodes.count(path[0]);
      drainLeaf(visitor);
    }
    return height > 0;
  }

  private void drainLeaf(HandleVisitor visitor) {
    int leaf = path[0];
    int count = nodes.count(leaf);
    ownPath(1);
    addWeight(-nodes.sum(leaf, 0, count));
    entries -= count;
    for (int index = 0; index < count; index++) {
      visitor.visit(nodes.handle(leaf, index));
    }
    dropLast(leaf);
  }

  /** Discards the last leaf and the inner nodes that had no other child. */
  private void dropLast(int leaf) {
    discard(leaf);
    for (int level = 1; level < height; level++) {
      nodes.remove(path[level], at[level], 1);
      if (nodes.count(path[level]) > 0) {
        return;
      }
      discard(path[level]);
    }
    clear();
  }
}
