package io.lockstep.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Random operations on a tree and on its model, while snapshots open and close. */
final class TreeRun implements AutoCloseable {
  private record Snapshot(int epoch, Pages pages, MemorySegment root, EntryModel content) {}

  private static final int PHASE_STEPS = 30_000;
  private static final int CHECK_STEPS = 10_000;
  private static final int MAX_SNAPSHOTS = 4;
  private static final int DISTINCT_KEYS = 300; // so that ties span many nodes
  private static final int MAX_WEIGHT = 100;
  private static final int MANY = 150; // entries of some leaves

  private final Slab slab = new Slab();
  private final Epoch epoch = new Epoch(slab);
  private final boolean weighed;
  private final Tree tree;
  private final EntryModel model = new EntryModel();
  private final List<Snapshot> snapshots = new ArrayList<>();
  private final SplittableRandom random;
  private int lastHandle;

  TreeRun(long seed, boolean weighed) {
    this.random = new SplittableRandom(seed);
    this.weighed = weighed;
    this.tree = new Tree(epoch, weighed);
  }

  void steps(int number) {
    for (int step = 0; step < number; step++) {
      step((step / PHASE_STEPS & 1) == 0);
      if (step % CHECK_STEPS == 0) {
        check();
      }
    }
    check();
  }

  private void step(boolean growing) {
    int dice = random.nextInt(100);
    if (dice < 20) {
      change();
    } else if (model.count == 0 || dice < (growing ? 85 : 50)) {
      insert();
    } else {
      remove(random.nextInt(growing ? 500 : 50) == 0 ? MANY : 1);
    }
    if (random.nextInt(2_000) == 0) {
      turnSnapshots();
    }
    epoch.releaseRetired(2);
  }

  private void insert() {
    if (weighed) {
      insertAtRandomPlace();
    } else {
      insertInOrder();
    }
  }

  private void insertInOrder() {
    long key = random.nextInt(-DISTINCT_KEYS, DISTINCT_KEYS);
    int handle = random.nextBoolean() ? ++lastHandle : random.nextInt(Integer.MAX_VALUE);
    int index = model.find(key, handle);
    seek(key, handle);
    model.insert(index, key, handle, 1);
    tree.insert(key, handle, 1);
    assertThatTheCursorIsAt(index);
  }

  private void seek(long key, int handle) {
    tree.seek(key, other -> Integer.compare(handle, other));
  }

  private void insertAtRandomPlace() {
    int index = place(model.count + 1);
    int weight = random.nextInt(1, MAX_WEIGHT);
    goTo(index);
    model.insert(index, 0, ++lastHandle, weight);
    tree.insert(0, lastHandle, weight);
    assertThatTheCursorIsAt(index);
  }

  /** An index, often one at an end. */
  private int place(int limit) {
    return switch (random.nextInt(4)) {
      case 0 -> 0;
      case 1 -> limit - 1;
      default -> random.nextInt(limit);
    };
  }

  private void goTo(int index) {
    if (index == model.count) {
      tree.seekEnd();
    } else {
      int place = random.nextInt(model.weights[index]);
      tree.seekIndex(model.rank(index) + place);
      assertSame(tree.placeInEntry(), place);
    }
    assertThatTheCursorIsAt(index);
  }

  private void remove(int limit) {
    int index = place(model.count);
    goTo(index);
    int number = Math.min(limit, model.count - index);
    for (int removed = 0; removed < number; removed++) {
      model.remove(index);
      tree.remove();
      assertThatTheCursorIsAt(index);
    }
  }

  private void change() {
    if (model.count == 0) {
      return;
    }
    int index = place(model.count);
    goTo(index);
    if (weighed) {
      model.weights[index] = random.nextInt(1, MAX_WEIGHT);
      model.handles[index] = ++lastHandle;
      tree.weight(model.weights[index]);
      tree.replaceHandle(model.handles[index]);
    } else {
      model.keys[index] = keyThatFits(index);
      tree.key(model.keys[index]);
    }
    assertThatTheCursorIsAt(index);
  }

  private long keyThatFits(int index) {
    if (index == model.count - 1) {
      return Math.max(DISTINCT_KEYS, model.keys[index]);
    }
    boolean mayTie = model.handles[index] < model.handles[index + 1];
    return mayTie ? model.keys[index + 1] : model.keys[index];
  }

  private void assertThatTheCursorIsAt(int index) {
    if (index == model.count) {
      assertThat(tree.isAtEnd()).isTrue();
    } else {
      assertSame(tree.handle(), model.handles[index]);
      assertSame(tree.key(), model.keys[index]);
      assertSame(tree.weight(), model.weights[index]);
    }
    assertSame(tree.entries(), model.count);
    if (random.nextInt(20) == 0) {
      assertSame(tree.rank(), model.rank(index));
    }
  }

  private static void assertSame(long actual, long wanted) {
    if (actual != wanted) {
      assertThat(actual).isEqualTo(wanted);
    }
  }

  private void turnSnapshots() {
    if (snapshots.size() < MAX_SNAPSHOTS && random.nextBoolean()) {
      openSnapshot();
    } else if (!snapshots.isEmpty()) {
      close(snapshots.remove(random.nextInt(snapshots.size())));
    }
  }

  private void openSnapshot() {
    MemorySegment root = TreeInspection.root(tree);
    int opened = epoch.openSnapshot();
    snapshots.add(new Snapshot(opened, slab.frozenPages(), root, model.copy()));
  }

  private void close(Snapshot snapshot) {
    TreeCursor frozen = new TreeCursor(snapshot.pages, weighed);
    frozen.load(snapshot.root, 0);
    TreeInspection.check(frozen, snapshot.content);
    epoch.closeSnapshot(snapshot.epoch);
  }

  private void check() {
    TreeInspection.check(tree, model);
    assertThat(slab.bytesInUse() - epoch.retiredBytes()).isEqualTo(tree.bytes());
  }

  /** Gives everything up, while snapshots look on. */
  @Override
  public void close() {
    openSnapshot();
    List<Integer> drained = new ArrayList<>();
    while (tree.drain(100, drained::add)) {
      epoch.releaseRetired(10);
    }
    assertThat(drained).hasSize(model.count);
    assertThat(tree.entries()).isZero();
    snapshots.forEach(this::close);
    while (epoch.releaseRetired(100)) {}
    assertThat(slab.bytesInUse()).isZero();
    epoch.close();
  }
}
