package io.lockstep.command.text;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DoublesTest {

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-0, -0.0",
    "3, 3",
    "+7, 7",
    "-12.5, -12.5",
    ".5, 0.5",
    "5., 5",
    "0.1, 0.1",
    "123456789012345, 123456789012345",
    "1234567890123456789, 1.2345678901234568E18",
    "1e20, 1e20",
    "1E-5, 1e-5",
    "4.9e-324, 4.9e-324",
    "0e999, 0",
    "0x10, 16",
    "0X1.8p3, 12",
    "0x.8, 0.5",
    "inf, Infinity",
    "+Inf, Infinity",
    "-INFINITY, -Infinity"
  })
  void readsAsTheCLibraryDoes(String text, double expected) {
    assertThat(parse(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " 1",
        "1 ",
        "x",
        "1x",
        "--1",
        "1..2",
        ".",
        "-",
        "e5",
        "1e",
        "0x",
        "0xp1",
        "nan",
        "1e400",
        "-1e400",
        "1e-400",
        "0x1p-2000",
        "infinit",
        "1,5",
        "1\0"
      })
  void refusesTheRest(String text) {
    assertThat(parse(text)).isNaN();
  }

  @Test
  void roundsAsTheJdkDoes() {
    Random random = new Random(1);
    for (int i = 0; i < 20_000; i++) {
      String text =
          switch (i % 3) {
            case 0 -> Double.toString(random.nextGaussian());
            case 1 -> random.nextInt(1_000_000) + "." + random.nextInt(1_000_000_000);
            default -> Double.toString(Double.longBitsToDouble(random.nextLong()));
          };
      if (!text.contains("N") && !text.contains("I")) {
        assertThat(parse(text)).isEqualTo(Double.parseDouble(text));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "'', 0",
    "'  1.5', 1.5",
    "1e400, Infinity",
    "-1e400, -Infinity",
    "1e-400, 0",
    "-inf, -Infinity"
  })
  void readsBoundsWithLessCare(String text, double expected) {
    assertThat(bound(text)).isEqualTo(expected);
    assertThat(bound(text + "\0behind")).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"nan", "1 ", "x", " ", "1(", "0x"})
  void refusesBoundsThatAreNone(String text) {
    assertThat(bound(text)).isNaN();
  }

  @ParameterizedTest
  @CsvSource({
    "0.1, 0.10000000000000001",
    "3, 3",
    "-0.0, -0",
    "1e16, 10000000000000000",
    "1e17, 1e+17",
    "1.5e-5, 1.5e-05",
    "0.0001, 0.0001",
    "1e300, 1.0000000000000001e+300",
    "-Infinity, -inf"
  })
  void showsSeventeenDigits(double value, String shown) {
    assertThat(SeventeenDigits.text(value)).isEqualTo(shown);
  }

  private static double parse(String text) {
    byte[] bytes = ("<" + text + ">").getBytes(ISO_8859_1);
    return Doubles.parse(bytes, 1, bytes.length - 2);
  }

  private static double bound(String text) {
    byte[] bytes = ("<" + text + ">").getBytes(ISO_8859_1);
    return Doubles.parseBound(bytes, 1, bytes.length - 2);
  }
}
