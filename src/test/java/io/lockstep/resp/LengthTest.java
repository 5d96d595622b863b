package io.lockstep.resp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LengthTest {
  @Test
  void readsBackEveryCanonicalNumber() {
    for (long value : new long[] {0, 7, 10, -1, -10, 1234567890123456789L, Long.MIN_VALUE}) {
      assertThat(parse(Long.toString(value))).isEqualTo(value);
    }
    assertThat(parse("9223372036854775806")).isEqualTo(Long.MAX_VALUE - 1);
  }

  @Test
  void refusesEveryOtherText() {
    String[] texts = {
      "",
      "-",
      "+1",
      "-0",
      "00",
      "01",
      "-01",
      "1 ",
      " 1",
      "1a",
      "a",
      "\u00ff",
      "\u00b5",
      "9223372036854775808",
      "-9223372036854775809",
      "99999999999999999999",
      "100000000000000000000",
      "1-"
    };
    for (String text : texts) {
      assertThat(parse(text)).as(text).isEqualTo(Length.INVALID);
    }
  }

  private static long parse(String text) {
    return Length.parse(text.getBytes(ISO_8859_1), 0, text.length());
  }
}
