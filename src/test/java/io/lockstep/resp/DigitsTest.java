package io.lockstep.resp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DigitsTest {

  @Test
  void writesWhatTheJdkWrites() {
    Random random = new Random(3);
    for (int round = 0; round < 100_000; round++) {
      assertIsWritten(random.nextLong() >> random.nextInt(64));
    }
  }

  @Test
  void writesTheNumbersAtWhichALengthBegins() {
    long power = 1;
    for (int digits = 1; digits <= 19; digits++) {
      assertIsWritten(power);
      assertIsWritten(-power);
      assertIsWritten(power - 1);
      assertIsWritten(1 - power);
      power *= 10;
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {Long.MIN_VALUE, Long.MIN_VALUE + 1, Long.MAX_VALUE})
  void writesTheOutermostNumbers(long number) {
    assertIsWritten(number);
  }

  private static void assertIsWritten(long number) {
    byte[] target = new byte[24];
    int length = Digits.write(number, target, 2);
    assertThat(new String(target, 2, length, ISO_8859_1)).isEqualTo(Long.toString(number));
    assertThat(Digits.count(number)).isEqualTo(length);
    assertThat(target[2 + length]).isZero();
  }
}
