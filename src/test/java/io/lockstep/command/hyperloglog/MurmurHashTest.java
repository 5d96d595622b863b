package io.lockstep.command.hyperloglog;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MurmurHashTest {

  @Test
  void readsOnlyItsPartOfTheArray() {
    byte[] text = "..0123456789abcdef!!".getBytes(ISO_8859_1);
    for (int length = 0; length <= 16; length++) {
      byte[] alone = java.util.Arrays.copyOfRange(text, 2, 2 + length);
      assertThat(MurmurHash.of(text, 2, length)).isEqualTo(MurmurHash.of(alone, 0, length));
    }
  }
}
