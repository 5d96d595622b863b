package io.lockstep.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;

/** Checks a tree, live or frozen, against what it should hold, and its nodes for their rules. */
final class TreeInspection {
  private final TreeCursor tree;
  private final TreeNodes nodes;
  private final EntryModel expected;
  private int seen;

  private TreeInspection(TreeCursor tree, EntryModel expected) {
    this.tree = tree;
    this.nodes = tree.nodes;
    this.expected = expected;
  }

  static MemorySegment root(TreeCursor tree) {
    MemorySegment root = MemorySegment.ofArray(new byte[TreeCursor.ROOT_BYTES]);
    tree.store(root, 0);
    return root;
  }

  static void check(TreeCursor tree, EntryModel expected) {
    new TreeInspection(tree, expected).check();
  }

  private void check() {
    assertThat(tree.entries()).isEqualTo(expected.count);
    assertThat(tree.size()).isEqualTo(expected.size());
    assertThat(tree.isEmpty()).isEqualTo(expected.count == 0);
    if (!tree.isEmpty()) {
      assertThat(checkNode(tree.root, tree.height - 1)).isEqualTo(tree.size());
    }
    checkForwards();
    checkBackwards();
  }

  private long checkNode(int node, int level) {
    int count = nodes.count(node);
    assertThat(nodes.level(node)).isEqualTo(level);
    assertThat(count).isBetween(1, nodes.capacity(node));
    long sum = 0;
    for (int index = 0; level > 0 && index < count; index++) {
      sum += checkChild(node, level, index);
    }
    return level > 0 ? sum : nodes.sum(node, 0, count);
  }

  private long checkChild(int node, int level, int index) {
    int child = nodes.handle(node, index);
    long sum = checkNode(child, level - 1);
    same(nodes.capacity(child), nodes.fullCapacity(level - 1));
    same(nodes.weight(node, index), sum);
    same(nodes.key(node, index), nodes.key(child, 0));
    return sum;
  }

  private void checkForwards() {
    seen = 0;
    tree.forEach(
        0,
        (key, handle, weight) -> {
          checkEntry(seen, key, handle, weight);
          seen++;
        });
    assertThat(seen).isEqualTo(expected.count);
  }

  private void checkBackwards() {
    seen = expected.count;
    tree.forEachBackwards(
        tree.size() - 1,
        (key, handle, weight) -> {
          seen--;
          checkEntry(seen, key, handle, weight);
        });
    assertThat(seen).isZero();
  }

  private void checkEntry(int index, long key, int handle, int weight) {
    same(key, expected.keys[index]);
    same(handle, expected.handles[index]);
    same(weight, expected.weights[index]);
  }

  // An assertion object for each of millions of comparisons would take most of the time.
  private static void same(long actual, long wanted) {
    if (actual != wanted) {
      assertThat(actual).isEqualTo(wanted);
    }
  }
}
