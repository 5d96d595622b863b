package io.lockstep.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HashTest {
  private final Hash hash = new Hash(42);

  @Test
  void isTheSameOnTheHeapAndInPages() {
    byte[] bytes = new byte[100];
    new Random(1).nextBytes(bytes);
    try (Slab slab = new Slab()) {
      int block = slab.allocate(bytes.length);
      MemorySegment segment = slab.pages().segment(block);
      long offset = Pages.offset(block);
      MemorySegment.copy(MemorySegment.ofArray(bytes), 0, segment, offset, bytes.length);
      for (int from = 0; from < 20; from++) {
        for (int length = 0; length <= 80; length++) {
          assertThat(hash.of(segment, offset + from, length))
              .isEqualTo(hash.of(bytes, from, length));
        }
      }
    }
  }

  @Test
  void dependsOnSeedAndLength() {
    byte[] zeros = new byte[64];
    assertThat(new Hash(1).of(zeros, 0, 8)).isNotEqualTo(new Hash(2).of(zeros, 0, 8));
    assertThat(hash.of(zeros, 0, 8)).isNotEqualTo(hash.of(zeros, 0, 9));
    assertThat(hash.of(zeros, 0, 0)).isNotEqualTo(hash.of(zeros, 0, 1));
  }

  @Test
  void spreadsSimilarKeysOverUpperBitsEvenly() {
    int[] buckets = new int[1024];
    for (int n = 0; n < 1024 * 500; n++) {
      byte[] key = ("key:" + n).getBytes(StandardCharsets.US_ASCII);
      buckets[hash.of(key, 0, key.length) >>> 22]++;
    }
    // 500 each on average; six standard deviations are 134.
    assertThat(Arrays.stream(buckets).min().orElseThrow()).isGreaterThan(366);
    assertThat(Arrays.stream(buckets).max().orElseThrow()).isLessThan(634);
  }
}
