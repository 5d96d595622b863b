package io.lockstep.command.text;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Patterns match what Redis' do, oddities included. */
class GlobTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      quoteCharacter = '"',
      value = {
        "abc abc",
        "a?c abc",
        "a* abc",
        "*c abc",
        "* abc",
        "a**c abc",
        "*b* abc",
        "a*b*c axxbyybc",
        "[abc] b",
        "[a-c] b",
        "[c-a] b",
        "[^a] b",
        "[a-] ^",
        "[^ x",
        "\\* *",
        "[\\]] ]",
        "[a\\-z] -",
        "a\\ a\\",
        "abc* abc",
        "abc** abc",
        "[a-c]*[x-z] bz",
        "*[abc a"
      })
  void matches(String pattern, String text) {
    assertThat(matching(pattern, text)).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      quoteCharacter = '"',
      value = {
        "abc abcd",
        "abcd abc",
        "a?c ac",
        "*x abc",
        "? \"\"",
        "** \"\"",
        "* \"\"",
        "[^a] a",
        "[a-c] d",
        "[ [",
        "a[ a[",
        "[] []",
        "[a-] -",
        "[a b",
        "\\a b",
        "a*b*d axxbyybc"
      })
  void doesNotMatch(String pattern, String text) {
    assertThat(matching(pattern, text)).isFalse();
  }

  @Test
  void emptyPatternMatchesOnlyTheEmptyText() {
    assertThat(matching("", "")).isTrue();
    assertThat(matching("", "a")).isFalse();
  }

  @Test
  void bytesAboveSevenBitsAreInRangesAsSignedOnes() {
    assertThat(matching("[\u0080-\u00ff]", "\u00c0")).isTrue();
    assertThat(matching("[a-\u00ff]", "\u00c0")).isFalse();
    assertThat(matching("[a-\u00ff]", "0")).isTrue();
  }

  @Test
  void manyStarsTakeNoExponentialTime() {
    assertThat(matching("a*".repeat(5_000) + "b", "a".repeat(10_000))).isFalse();
    assertThat(matching("*?".repeat(50_000), "a".repeat(50_000))).isTrue();
  }

  private static boolean matching(String pattern, String text) {
    byte[] bytes = text.getBytes(ISO_8859_1);
    return new Glob(pattern.getBytes(ISO_8859_1)).matches(bytes, 0, bytes.length);
  }
}
