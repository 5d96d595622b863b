package io.lockstep.rdb;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LzfTest {
  private static final long SEED = 20_260_402;

  private final Lzf lzf = new Lzf();

  @Test
  void compressesARowOfOneByte() {
    byte[] plain = new byte[1000];
    Arrays.fill(plain, (byte) 'a');

    byte[] packed = compress(plain);

    assertThat(packed).hasSizeLessThan(20);
    assertThat(expand(packed, plain.length)).isEqualTo(plain);
  }

  @Test
  void givesUpWhenTheResultWouldNotFit() {
    byte[] noise = new byte[500];
    new Random(SEED).nextBytes(noise);

    assertThat(lzf.compress(noise, 0, 500, new byte[500], 0, 496)).isZero();
  }

  @Test
  void expandsWhateverItCompressed() {
    var random = new Random(SEED);
    for (int round = 0; round < 3_000; round++) {
      byte[] plain = wordy(random, 1 + random.nextInt(round % 50 == 0 ? 40_000 : 600));
      byte[] packed = compress(plain);
      assertThat(expand(packed, plain.length)).as("seed %d round %d", SEED, round).isEqualTo(plain);
    }
  }

  @Test
  void writesOnlyInsideItsLimit() {
    var random = new Random(SEED);
    for (int round = 0; round < 2_000; round++) {
      byte[] plain = wordy(random, 1 + random.nextInt(300));
      int limit = random.nextInt(plain.length + 1);
      byte[] out = new byte[limit + 20];
      int count = lzf.compress(plain, 0, plain.length, out, 10, limit);
      assertThat(count).as("seed %d round %d", SEED, round).isLessThanOrEqualTo(limit);
      assertThat(Arrays.copyOfRange(out, limit + 10, limit + 20)).containsOnly(0);
    }
  }

  @Test
  void expandsAReferenceThatRunsIntoItsOwnCopy() {
    byte[] packed = {1, 'a', 'b', (byte) (3 << 5), 1};

    assertThat(expand(packed, 7)).isEqualTo("abababa".getBytes(US_ASCII));
  }

  @Test
  void refusesAReferenceBeforeTheStart() {
    byte[] packed = {0, 'a', 1 << 5, 1};

    assertThat(Lzf.decompress(packed, 0, 4, new byte[4], 0, 4)).isFalse();
  }

  @Test
  void refusesAnyOtherLength() {
    byte[] packed = compress("abcabcabcabcabcabcabcabcabcabc".getBytes(US_ASCII));

    assertThat(Lzf.decompress(packed, 0, packed.length, new byte[64], 0, 29)).isFalse();
    assertThat(Lzf.decompress(packed, 0, packed.length, new byte[64], 0, 31)).isFalse();
    assertThat(Lzf.decompress(packed, 0, packed.length - 1, new byte[64], 0, 30)).isFalse();
  }

  @Test
  void survivesNoiseWithoutTouchingItsSurroundings() {
    var random = new Random(SEED);
    byte[] noise = new byte[200];
    for (int round = 0; round < 50_000; round++) {
      random.nextBytes(noise);
      byte[] out = new byte[320];
      Lzf.decompress(noise, 20, random.nextInt(150), out, 10, 300);
      assertThat(out[9] | out[310]).as("seed %d round %d", SEED, round).isZero();
    }
  }

  private byte[] compress(byte[] plain) {
    byte[] out = new byte[plain.length * 2 + 16];
    int count = lzf.compress(plain, 0, plain.length, out, 0, out.length);
    return Arrays.copyOf(out, count);
  }

  private static byte[] expand(byte[] packed, int length) {
    byte[] out = new byte[length];
    assertThat(Lzf.decompress(packed, 0, packed.length, out, 0, length)).isTrue();
    return out;
  }

  private static byte[] wordy(Random random, int length) {
    byte[] bytes = new byte[length];
    for (int at = 0; at < length; at++) {
      boolean repeats = at > 0 && random.nextInt(4) != 0;
      bytes[at] = repeats ? bytes[random.nextInt(at)] : (byte) random.nextInt(256);
      for (int run = random.nextInt(30); repeats && run > 0 && at + 1 < length; run--, at++) {
        bytes[at + 1] = bytes[Math.max(0, at - 40)];
      }
    }
    return bytes;
  }
}
