package io.lockstep.rdb;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalTest {
  @ParameterizedTest
  @ValueSource(
      ints = {0, 1, -1, 9, 10, -10, 99, 127, -128, 32768, Integer.MAX_VALUE, Integer.MIN_VALUE})
  void writesAndParsesTheSameText(int number) {
    byte[] text = new byte[Decimal.MAX_CHARACTERS];

    int length = Decimal.write(number, text);

    assertThat(new String(text, 0, length, US_ASCII)).isEqualTo(Integer.toString(number));
    assertThat(Decimal.parse(text, 0, length)).isEqualTo(number);
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
        "2147483648",
        "-2147483649",
        "99999999999",
        "123456789012"
      })
  void parsesNothingThatWouldReadDifferently(String text) {
    byte[] bytes = text.getBytes(US_ASCII);

    assertThat(Decimal.parse(bytes, 0, bytes.length)).isEqualTo(Decimal.NONE);
  }
}
