package io.lockstep.command.parameter.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WordsTest {

  @Test
  void splitsAtBlanksAndReadsEscapes() {
    assertThat(Words.of("  a\tb  \"c d\" 'e\\'f' \"\\x41\\n\\q\" 'x\\n' \"\""))
        .contains(List.of("a", "b", "c d", "e'f", "A\nq", "x\\n", ""));
    assertThat(Words.of("foo\"bar\"")).contains(List.of("foobar"));
    assertThat(Words.of("")).contains(List.of());
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"a", "'a", "\"a\"b", "'a'b", "a \"", "\"a\\"})
  void refusesUnbalancedQuotes(String line) {
    assertThat(Words.of(line)).isEmpty();
  }

  @Test
  void readsBackWhateverItQuotes() {
    long seed = 42;
    var random = new Random(seed);
    for (int i = 0; i < 10_000; i++) {
      var word = new StringBuilder();
      random.ints(random.nextInt(12), 0, 256).forEach(c -> word.append((char) c));
      assertThat(Words.of(Words.quoted(word.toString())))
          .as("seed %d, round %d", seed, i)
          .contains(List.of(word.toString()));
    }
  }
}
