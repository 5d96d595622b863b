package io.lockstep.rdb;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;

class Crc64Test {
  private static final long SEED = 20_260_401;

  @Test
  void agreesWithTheCheckValueOfRedis() {
    byte[] text = "123456789".getBytes(US_ASCII);

    assertThat(Crc64.update(0, text, 0, text.length)).isEqualTo(0xe9c6d914c4b8d9caL);
  }

  @Test
  void agreesWithTheBitwiseDefinitionAtEveryLength() {
    byte[] bytes = new byte[20_000];
    new Random(SEED).nextBytes(bytes);

    for (int length = 0; length < bytes.length - 7; length += length < 200 ? 1 : 397) {
      long expected = bitwise(bytes, 7, length);
      assertThat(Crc64.update(0, bytes, 7, length)).as("length %d", length).isEqualTo(expected);
    }
  }

  @Test
  void isTheSameInOnePieceAndInMany() {
    byte[] bytes = new byte[50_000];
    var random = new Random(SEED);
    random.nextBytes(bytes);
    long crc = 0;
    for (int at = 0; at < bytes.length; ) {
      int run = Math.min(bytes.length - at, random.nextInt(9_000));
      crc = Crc64.update(crc, bytes, at, run);
      at += run;
    }

    assertThat(crc).isEqualTo(Crc64.update(0, bytes, 0, bytes.length));
  }

  @Test
  void refusesARangeOutsideTheBytes() {
    assertThatThrownBy(() -> Crc64.update(0, new byte[10], 5, 6))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  private static long bitwise(byte[] bytes, int start, int length) {
    long crc = 0;
    for (int i = start; i < start + length; i++) {
      crc ^= bytes[i] & 0xff;
      for (int bit = 0; bit < 8; bit++) {
        crc = (crc & 1) == 0 ? crc >>> 1 : (crc >>> 1) ^ 0x95AC9329AC4BC9B5L;
      }
    }
    return crc;
  }
}
