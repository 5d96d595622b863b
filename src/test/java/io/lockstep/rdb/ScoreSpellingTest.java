package io.lockstep.rdb;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScoreSpellingTest {
  private static final long SEED = 20_261_104;

  @ParameterizedTest
  @CsvSource({
    "0.1, 0.1",
    "-2.25, -2.25",
    "1234567.125, 1234567.125",
    "0.000001, 0.000001",
    "0.00000015, 1.5e-7",
    "9.223372036854775807e18, 9223372036854776000",
    "1e300, 1e+300",
    "-Infinity, -inf",
    "Infinity, inf"
  })
  void writesTheFewestDigits(double score, String text) {
    assertThat(new String(ScoreSpelling.of(score), ISO_8859_1)).isEqualTo(text);
  }

  @Test
  void readsBackAsTheSameScore() {
    var random = new Random(SEED);
    for (int i = 0; i < 100_000; i++) {
      double score =
          i % 2 == 0
              ? Double.longBitsToDouble(random.nextLong())
              : random.nextInt(1 << 20) / Math.pow(10, random.nextInt(12));
      if (!Double.isNaN(score) && score != Math.rint(score)) {
        byte[] text = ScoreSpelling.of(score);
        assertThat(Scores.parse(text, 0, text.length)).isEqualTo(score);
      }
    }
  }
}
