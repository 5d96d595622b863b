package io.lockstep.memory;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SizeClassTest {
  @Test
  void holdsWhatIsAskedForAndNoSmallerClassDoes() {
    for (long bytes = 1; bytes <= SizeClass.MAX_BYTES; bytes += bytes < 9000 ? 1 : 333) {
      int sizeClass = SizeClass.of(bytes);
      assertThat(SizeClass.capacity(sizeClass)).isGreaterThanOrEqualTo(bytes);
      assertThat(sizeClass == 0 || SizeClass.capacity(sizeClass - 1) < bytes).isTrue();
    }
  }

  @Test
  void coversExactlyHalfAPage() {
    assertThat(SizeClass.of(SizeClass.MAX_BYTES)).isEqualTo(SizeClass.COUNT - 1);
    assertThat(SizeClass.capacity(SizeClass.COUNT - 1)).isEqualTo(SizeClass.MAX_BYTES);
    assertThat(SizeClass.of(SizeClass.MAX_BYTES + 1)).isEqualTo(SizeClass.COUNT);
  }

  @Test
  void wastesAtMostAnEighthOfLargeBlocks() {
    for (long bytes = 4097; bytes < Slab.MAX_BLOCK_BYTES; bytes += bytes / 7) {
      assertThat(Slab.capacity(bytes)).isBetween(bytes, bytes + bytes / 8 + 8);
    }
  }

  @Test
  void laysBlocksOutInRunsThatWasteLittle() {
    for (int sizeClass = 0; sizeClass < SizeClass.COUNT; sizeClass++) {
      long run = SizeClass.runChunks(sizeClass) * SizeClass.CHUNK_BYTES;
      long used = SizeClass.runBlocks(sizeClass) * SizeClass.capacity(sizeClass);
      assertThat(used).as("class %d", sizeClass).isBetween(run * 80 / 100, run);
    }
  }
}
