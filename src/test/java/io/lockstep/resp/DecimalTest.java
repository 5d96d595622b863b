package io.lockstep.resp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecimalTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-0.0, -0",
    "3, 3",
    "-3.5, -3.5",
    "0.1, 0.1",
    "100.25, 100.25",
    "1e15, 1000000000000000",
    "4503599627370496, 4503599627370496",
    "1e16, 1e+16",
    "12345678901234567000, 12345678901234567000",
    "1.5e7, 15000000",
    "1e20, 1e+20",
    "-1e20, -1e+20",
    "1.5e300, 1.5e+300",
    "0.001, 0.001",
    "0.000001, 0.000001",
    "1e-7, 1e-7",
    "1.5e-7, 1.5e-7",
    "0.0012345678, 0.0012345678",
    "0.00012345678, 1.2345678e-4",
    "1.7976931348623157e308, 1.7976931348623157e+308",
    "4.9e-324, 5e-324",
    "Infinity, inf",
    "-Infinity, -inf",
    "NaN, nan"
  })
  void writesAsRedisDoes(double value, String expected) {
    assertThat(Decimal.text(value)).isEqualTo(expected);
  }

  @Test
  void readsBackAsTheSameNumber() {
    var random = new SplittableRandom(7);
    for (int i = 0; i < 20_000; i++) {
      double value = Double.longBitsToDouble(random.nextLong());
      if (Double.isFinite(value)) {
        assertThat(Double.parseDouble(Decimal.text(value))).isEqualTo(value);
      }
    }
  }
}
