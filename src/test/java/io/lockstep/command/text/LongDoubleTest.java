package io.lockstep.command.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LongDoubleTest {

  @ParameterizedTest
  @CsvSource({
    "0.1, 0.1",
    "3.0e3, 3000",
    "-0.0, 0",
    "-1e-20, 0",
    ".5, 0.5",
    "5., 5",
    "+7, 7",
    "0x1.8p3, 12",
    "0X.8, 0.5",
    "9223372036854775807.5, 9223372036854775807.5",
    "18446744073709551616.5, 18446744073709551616",
    "18446744073709551618.9, 18446744073709551618",
    "3.141592653589793238462643, 3.14159265358979324"
  })
  void showsWhatFitsInto64Bits(String text, String shown) {
    assertThat(parsed(text)).hasToString(shown);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "e5", "1e", "nan", "0x", " 1", "1 ", "--1", "1e4933", "1e-4960"})
  void refusesWhatCDoesNotReadAsAWhole(String text) {
    assertThat(LongDouble.parse(text)).isNull();
  }

  @ParameterizedTest
  @CsvSource({"0.1, 0.2, 0.3", "1e17, 0.5, 100000000000000000.5", "5, -5, 0", "1, -3.5, -2.5"})
  void addsWithTheirRounding(String a, String b, String sum) {
    assertThat(parsed(a).plus(parsed(b))).hasToString(sum);
  }

  @Test
  void sumsBeyondTheLargestNumberAreNotFinite() {
    LongDouble large = parsed("1.18e4932");
    assertThat(large.isFinite()).isTrue();
    assertThat(large.plus(large).isFinite()).isFalse();
    assertThat(parsed("inf").plus(parsed("-Infinity")).isFinite()).isFalse();
  }

  private static LongDouble parsed(String text) {
    @Nullable LongDouble value = LongDouble.parse(text);
    assertThat(value).as(text).isNotNull();
    return java.util.Objects.requireNonNull(value);
  }
}
