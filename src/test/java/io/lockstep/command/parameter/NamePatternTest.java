package io.lockstep.command.parameter;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NamePatternTest {

  @ParameterizedTest
  @CsvSource({
    "*, timeout, true",
    "t?meout, timeout, true",
    "T*T, timeout, true",
    "t[a-j]meout, timeout, true",
    "t[j-a]meout, timeout, true",
    "t[^i]meout, timeout, false",
    "t[ximeout, ti, true",
    "t[]*, timeout, false",
    "time\\out*, timeout, true",
    "time.ut*, timeout, false",
    "*-max-*, set-max-intset-entries, true",
  })
  void matchesAsRedisDoes(String glob, String name, boolean isMatch) {
    assertThat(new NamePattern(glob).matches(name)).isEqualTo(isMatch);
  }
}
