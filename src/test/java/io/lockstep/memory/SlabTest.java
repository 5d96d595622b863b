package io.lockstep.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SlabTest {
  private record Block(int address, long bytes, long stamp) {}

  private final Slab slab = new Slab();

  @AfterEach
  void close() {
    slab.close();
    assertThat(slab.bytesReserved()).isZero();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void keepsBlocksApartUnderRandomUse(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Block> blocks = new ArrayList<>();
    for (int step = 0; step < 400_000; step++) {
      boolean growing = (step / 50_000 & 1) == 0;
      if (blocks.isEmpty() || random.nextInt(100) < (growing ? 60 : 40)) {
        blocks.add(allocate(random, step + 1));
      } else {
        release(blocks, random);
      }
    }
    assertThat(slab.bytesInUse()).as("seed %d", seed).isEqualTo(sum(blocks));
    while (!blocks.isEmpty()) {
      release(blocks, random);
    }
    assertThatOnlyASparePageIsLeft();
  }

  private Block allocate(SplittableRandom random, long stamp) {
    long bytes =
        random.nextInt(1000) == 0
            ? 16 + random.nextInt(3 << 20)
            : 16 + random.nextInt(1 << random.nextInt(3, 14));
    int address = slab.allocate(bytes);
    assertThat(address).isNotZero();
    slab.pages().putLong(address, 0, stamp);
    slab.pages().putLong(address, bytes - 8, stamp);
    return new Block(address, bytes, stamp);
  }

  private void release(List<Block> blocks, SplittableRandom random) {
    Block last = blocks.removeLast();
    int place = random.nextInt(blocks.size() + 1);
    Block block = place == blocks.size() ? last : blocks.set(place, last);
    assertThat(slab.pages().getLong(block.address, 0)).isEqualTo(block.stamp);
    assertThat(slab.pages().getLong(block.address, block.bytes - 8)).isEqualTo(block.stamp);
    slab.release(block.address, block.bytes);
  }

  private static long sum(List<Block> blocks) {
    return blocks.stream().mapToLong(block -> Slab.capacity(block.bytes)).sum();
  }

  private void assertThatOnlyASparePageIsLeft() {
    while (slab.closeUnusedPages(10)) {}
    assertThat(slab.bytesInUse()).isZero();
    assertThat(slab.bytesReserved()).isLessThanOrEqualTo(Pages.PAGE_BYTES);
  }

  @Test
  void costsNothingWhenNew() {
    assertThat(slab.bytesReserved()).isZero();
  }

  @Test
  void givesLargeBlocksASegmentOfTheirOwn() {
    int address = slab.allocate(10 << 20);
    slab.pages().putByte(address, (10 << 20) - 1, (byte) 7);
    assertThat(slab.pages().getByte(address, (10 << 20) - 1)).isEqualTo((byte) 7);
    slab.release(address, 10 << 20);
    assertThatOnlyASparePageIsLeft();
  }

  @Test
  void answersAWrongAddressWithAnException() {
    slab.allocate(100);
    assertThatThrownBy(() -> slab.pages().getLong(0, 0))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> slab.pages().getLong(77 << Pages.PAGE_UNITS_LOG, 0))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void refusesABlockThatHasAnotherSize() {
    int address = slab.allocate(100);
    assertThatThrownBy(() -> slab.release(address, 200)).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> slab.release(address, 3 << 20))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void refusesSizesBeyondItsLimits() {
    assertThatThrownBy(() -> slab.allocate(0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> slab.allocate(Slab.MAX_BLOCK_BYTES + 1))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
