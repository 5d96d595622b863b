package io.lockstep.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TreeTest {
  private final Slab slab = new Slab();
  private final Epoch epoch = new Epoch(slab);
  private final Tree tree = new Tree(epoch, false);
  private final Tree list = new Tree(epoch, true);

  @AfterEach
  void nothingIsLeft() {
    while (tree.drain(1_000, _ -> {}) || list.drain(1_000, _ -> {})) {}
    while (epoch.releaseRetired(1_000)) {}
    assertThat(slab.bytesInUse()).isZero();
    epoch.close();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void keepsEntriesInOrderUnderRandomUse(long seed) {
    try (TreeRun run = new TreeRun(seed, false)) {
      run.steps(265_000);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void keepsWeighedEntriesAtTheirPlacesUnderRandomUse(long seed) {
    try (TreeRun run = new TreeRun(seed, true)) {
      run.steps(265_000);
    }
  }

  private void insert(long key, int handle) {
    tree.seek(key, other -> Integer.compare(handle, other));
    tree.insert(key, handle, 1);
  }

  private void push(int number) {
    for (int handle = 1; handle <= number; handle++) {
      list.seekEnd();
      list.insert(0, handle, 2);
    }
  }

  private static double bytesPerEntry(Tree tree) {
    return (double) tree.bytes() / tree.entries();
  }

  @Test
  void costsNothingWhenEmpty() {
    assertThat(tree.isEmpty()).isTrue();
    assertThat(tree.bytes()).isZero();
    assertThat(tree.seekFirst()).isFalse();
    assertThat(tree.seekLast()).isFalse();
    assertThat(tree.seekKey(1)).isFalse();
    assertThat(tree.seekIndex(0)).isFalse();
    assertThat(tree.next()).isFalse();
    assertThat(tree.previous()).isFalse();
    assertThat(tree.isAtEnd()).isTrue();
    assertThat(tree.rank()).isZero();
  }

  @Test
  void takesASmallNodeForAFewEntries() {
    insert(1, 1);
    assertThat(tree.bytes()).isEqualTo(80);
    for (int handle = 2; handle <= 14; handle++) {
      insert(handle, handle);
    }
    assertThat(tree.bytes()).isEqualTo(176);
  }

  @Test
  void shrinksItsRootAgain() {
    push(10_000);
    while (list.entries() > 3) {
      list.seekFirst();
      list.remove();
    }
    assertThat(list.bytes()).isEqualTo(120);
    list.seekFirst();
    assertThat(list.handle()).isEqualTo(9_998);
  }

  @Test
  void fillsItsNodesWhenFilledInAscendingOrder() {
    for (int handle = 1; handle <= 200_000; handle++) {
      insert(handle, handle);
    }
    assertThat(bytesPerEntry(tree)).isLessThan(12.6);
  }

  @Test
  void fillsItsNodesWhenFilledInDescendingOrder() {
    for (int handle = 1; handle <= 200_000; handle++) {
      insert(-handle, handle);
    }
    assertThat(bytesPerEntry(tree)).isLessThan(12.6);
  }

  @Test
  void wastesLittleWhenFilledInRandomOrder() {
    SplittableRandom random = new SplittableRandom(1);
    for (int handle = 1; handle <= 200_000; handle++) {
      insert(random.nextLong(), handle);
      if (handle >= 20_000 && handle % 20_000 == 0) {
        assertThat(bytesPerEntry(tree)).isLessThan(18);
      }
    }
  }

  @Test
  void keepsOrderOverFourLevels() {
    SplittableRandom random = new SplittableRandom(1);
    EntryModel model = new EntryModel();
    int[] keys = random.ints(300_000).distinct().toArray();
    for (int key : keys) {
      insert(key, ~key);
    }
    Arrays.sort(keys);
    for (int key : keys) {
      model.insert(model.count, key, ~key, 1);
    }
    assertThat(tree.height).isEqualTo(4);
    TreeInspection.check(tree, model);
  }

  @Test
  void staysCompactAsAQueue() {
    push(20_000);
    for (int handle = 20_001; handle <= 200_000; handle++) {
      list.seekFirst();
      list.remove();
      list.seekEnd();
      list.insert(0, handle, 2);
    }
    assertThat(bytesPerEntry(list)).isLessThan(17);
  }

  @Test
  void givesNodesBackWhenEntriesGoAtRandom() {
    SplittableRandom random = new SplittableRandom(1);
    push(100_000);
    while (list.entries() > 10_000) {
      list.seekIndex(random.nextLong(list.size()));
      list.remove();
    }
    assertThat(bytesPerEntry(list)).isLessThan(48);
  }

  @Test
  void findsTheFirstEntryThatIsNotBelowAKey() {
    for (int handle = 1; handle <= 1_000; handle++) {
      insert(10L * (handle / 10), handle);
    }
    assertThat(tree.seekKey(500)).isTrue();
    assertThat(tree.handle()).isEqualTo(500);
    assertThat(tree.rank()).isEqualTo(499);
    assertThat(tree.seekKey(501)).isTrue();
    assertThat(tree.handle()).isEqualTo(510);
    assertThat(tree.seekKey(Long.MIN_VALUE)).isTrue();
    assertThat(tree.handle()).isEqualTo(1);
    assertThat(tree.seekKey(1_001)).isFalse();
    assertThat(tree.isAtEnd()).isTrue();
    assertThat(tree.rank()).isEqualTo(1_000);
  }

  @Test
  void asksForTiesOnlyWhereKeysAreEqual() {
    for (int handle = 1; handle <= 1_000; handle++) {
      insert(handle, handle);
    }
    List<Integer> asked = new ArrayList<>();
    tree.seek(
        700,
        other -> {
          asked.add(other);
          return 0;
        });
    assertThat(asked).isNotEmpty().containsOnly(700);
    assertThat(tree.handle()).isEqualTo(700);
  }

  @Test
  void findsAPlaceInsideAnEntry() {
    push(1_000);
    assertThat(list.seekIndex(1_235)).isTrue();
    assertThat(list.handle()).isEqualTo(618);
    assertThat(list.placeInEntry()).isEqualTo(1);
    assertThat(list.rank()).isEqualTo(1_234);
    assertThat(list.seekIndex(2_000)).isFalse();
    assertThat(list.seekIndex(-1)).isFalse();
  }

  @Test
  void walksOverItsEndsWithoutHarm() {
    push(200);
    assertThat(list.seekLast()).isTrue();
    assertThat(list.next()).isFalse();
    assertThat(list.isAtEnd()).isTrue();
    assertThat(list.next()).isFalse();
    assertThat(list.previous()).isTrue();
    assertThat(list.handle()).isEqualTo(200);
    list.seekFirst();
    assertThat(list.previous()).isFalse();
    assertThat(list.handle()).isEqualTo(1);
  }

  @Test
  void servesManyTreesByTurns() {
    MemorySegment first = TreeInspection.root(list);
    MemorySegment second = TreeInspection.root(list);
    for (int handle = 1; handle <= 1_000; handle++) {
      append(first, handle);
      append(second, -handle);
    }
    assertThat(handlesOf(first)).hasSize(1_000).startsWith(1, 2).endsWith(999, 1_000);
    assertThat(handlesOf(second)).hasSize(1_000).startsWith(-1, -2).endsWith(-999, -1_000);
    list.load(first, 0);
    while (list.drain(100, _ -> {})) {}
    list.load(second, 0);
  }

  private void append(MemorySegment root, int handle) {
    list.load(root, 0);
    list.seekEnd();
    list.insert(0, handle, 1);
    list.store(root, 0);
  }

  private List<Integer> handlesOf(MemorySegment root) {
    List<Integer> handles = new ArrayList<>();
    list.load(root, 0);
    list.forEach(0, (_, handle, _) -> handles.add(handle));
    return handles;
  }

  @Test
  void drainsBitByBit() {
    push(1_000);
    List<Integer> drained = new ArrayList<>();
    assertThat(list.drain(100, drained::add)).isTrue();
    assertThat(drained).hasSizeBetween(100, 200).contains(1_000).doesNotContain(1);
    assertThat(list.entries()).isEqualTo(1_000 - drained.size());
    assertThat(list.size()).isEqualTo(2 * list.entries());
    list.seekLast();
    list.insert(0, 7, 2);
    assertThat(list.drain(Integer.MAX_VALUE, drained::add)).isFalse();
    assertThat(drained).hasSize(1_001);
    assertThat(list.isEmpty()).isTrue();
  }

  @Test
  void copiesOnlyThePathOfAChangeForASnapshot() {
    push(100_000);
    int snapshot = epoch.openSnapshot();
    list.seekIndex(77_777);
    list.replaceHandle(1);
    assertThat(epoch.retiredBytes()).isLessThan(2 * 4096);
    long retired = epoch.retiredBytes();
    list.replaceHandle(2);
    assertThat(epoch.retiredBytes()).isEqualTo(retired);
    epoch.closeSnapshot(snapshot);
  }
}
