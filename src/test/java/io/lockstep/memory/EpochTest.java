package io.lockstep.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EpochTest {
  private final Slab slab = new Slab();
  private final Epoch epoch = new Epoch(slab);

  @AfterEach
  void nothingIsLeft() {
    while (epoch.releaseRetired(1)) {}
    assertThat(epoch.retiredBytes()).isZero();
    assertThat(slab.bytesInUse()).isZero();
    epoch.close();
    assertThat(slab.bytesReserved()).isZero();
  }

  private void discardOne(int birth) {
    epoch.discard(slab.allocate(100), 100, birth);
  }

  @Test
  void releasesAtOnceWhatNoSnapshotSees() {
    discardOne(epoch.current());
    assertThat(slab.bytesInUse()).isZero();
    int snapshot = epoch.openSnapshot();
    discardOne(epoch.current());
    assertThat(slab.bytesInUse()).isZero();
    epoch.closeSnapshot(snapshot);
  }

  @Test
  void keepsWhatASnapshotSeesUntilItCloses() {
    int birth = epoch.current();
    int snapshot = epoch.openSnapshot();
    discardOne(birth);
    assertThat(epoch.releaseRetired(100)).isFalse();
    assertThat(epoch.retiredBytes()).isEqualTo(slab.bytesInUse()).isPositive();
    epoch.closeSnapshot(snapshot);
    epoch.releaseRetired(100);
    assertThat(slab.bytesInUse()).isZero();
  }

  @Test
  void releasesWhatDiedBeforeTheOldestOpenSnapshot() {
    int birth = epoch.current();
    int older = epoch.openSnapshot();
    discardOne(birth);
    int newer = epoch.openSnapshot();
    epoch.closeSnapshot(older);
    epoch.releaseRetired(100);
    assertThat(slab.bytesInUse()).isZero();
    epoch.closeSnapshot(newer);
  }

  @Test
  void pacesReleases() {
    int birth = epoch.current();
    int snapshot = epoch.openSnapshot();
    for (int n = 0; n < 2_000; n++) {
      discardOne(birth);
    }
    epoch.closeSnapshot(snapshot);
    int calls = 1;
    while (epoch.releaseRetired(100)) {
      calls++;
    }
    assertThat(calls).isEqualTo(20);
  }

  @Test
  void refusesToCloseASnapshotTwice() {
    int snapshot = epoch.openSnapshot();
    epoch.closeSnapshot(snapshot);
    assertThatThrownBy(() -> epoch.closeSnapshot(snapshot))
        .isInstanceOf(IllegalStateException.class);
  }
}
