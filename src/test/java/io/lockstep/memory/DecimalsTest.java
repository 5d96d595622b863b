package io.lockstep.memory;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalsTest {
  private static final long SEED = 20_261_101;

  @Test
  void writesAndReadsEveryMagnitude() {
    var random = new Random(SEED);
    for (int i = 0; i < 100_000; i++) {
      agrees(random.nextLong() >> random.nextInt(64));
    }
    for (long edge :
        new long[] {0, -1, 9, 10, -10, Integer.MIN_VALUE, Long.MIN_VALUE, Long.MAX_VALUE}) {
      agrees(edge);
    }
  }

  private static void agrees(long number) {
    byte[] into = new byte[Decimals.MAX_LENGTH];
    int length = Decimals.write(number, into);
    assertThat(new String(into, 0, length, ISO_8859_1)).isEqualTo(Long.toString(number));
    assertThat(Decimals.isNumber(into, 0, length)).isTrue();
    assertThat(Decimals.parse(into, 0, length)).isEqualTo(number);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-",
        "-0",
        "00",
        "01",
        "-01",
        "+1",
        " 1",
        "1 ",
        "1a",
        "1.0",
        "9223372036854775808",
        "-9223372036854775809",
        "99999999999999999999",
        "100000000000000000000"
      })
  void leavesOtherTextsAlone(String text) {
    byte[] bytes = text.getBytes(ISO_8859_1);
    assertThat(Decimals.isNumber(bytes, 0, bytes.length)).isFalse();
  }
}
