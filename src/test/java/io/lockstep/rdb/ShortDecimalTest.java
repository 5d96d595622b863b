package io.lockstep.rdb;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShortDecimalTest {
  private static final long SEED = 20_261_105;

  @Test
  void isTheNearestDouble() {
    var random = new Random(SEED);
    for (int i = 0; i < 100_000; i++) {
      var text = new StringBuilder(random.nextBoolean() ? "-" : "");
      text.append(random.nextLong(1L << random.nextInt(1, 49)));
      if (text.length() <= 15) {
        text.insert(random.nextInt(1, text.length() + 1), '.');
      }
      if (text.indexOf("-.") < 0) {
        double expected = Double.parseDouble(text.toString());
        assertThat(parse(text.toString())).as(text.toString()).isEqualTo(expected);
      }
    }
  }

  @Test
  void keepsTheSignOfAZero() {
    assertThat(1 / parse("-0")).isEqualTo(Double.NEGATIVE_INFINITY);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "-", ".", "+1", "1e5", "1.2.3", "inf", "0x1", "1234567890123456", " 1"})
  void leavesOthersToTheLongWay(String text) {
    assertThat(parse(text)).isNaN();
  }

  private static double parse(String text) {
    byte[] bytes = ("<" + text + ">").getBytes(ISO_8859_1);
    return ShortDecimal.parse(bytes, 1, text.length());
  }
}
