package io.lockstep.conformance;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** Scripts and their marks say what they seem to say. */
class ScriptTest {

  @Test
  void wordsAreQuotedAsInRedisCli() {
    assertThat(Words.of("SET a \"x\\x00\\n\\\"\" 'it\\'s \\n' \"\""))
        .containsExactly("SET", "a", "x\0\n\"", "it's n", "");
  }

  @Test
  void marksHoldForOneLineAndClientsForAllThatFollow() {
    var lines = Script.parse("s", "@client 1\n@type\n@resp3\nTIME\n# why\n\nPING").lines();
    assertThat(lines).extracting(Line::number).containsExactly(4, 7);
    assertThat(lines).extracting(Line::client).containsExactly(1, 1);
    assertThat(lines.getFirst().marks()).containsExactlyInAnyOrder(Mark.TYPE, Mark.RESP3);
    assertThat(lines.getLast().marks()).isEmpty();
  }

  @Test
  void rawLinesAreSentAsTheyAre() {
    var line = Script.parse("s", "@raw \"PING\\r\\n\"").lines().getFirst();
    assertThat(line.bytes()).asString(ISO_8859_1).isEqualTo("PING\r\n");
  }

  @Test
  void unknownDirectivesAreRefused() {
    assertThatThrownBy(() -> Script.parse("s", "@typo")).hasMessageContaining("@typo");
  }

  @Test
  void timesToLiveAreEqualUnlessTheyAreNone() {
    var line = Script.parse("s", "@normalize-ttl\nTTL k").lines().getFirst();
    assertThat(Conformance.comparable(line, bytes(":17\r\n"))).isEqualTo(":N\\r\\n");
    assertThat(Conformance.comparable(line, bytes(":-1\r\n"))).isEqualTo(":-1\\r\\n");
  }

  @Test
  void unorderedMembersAreSorted() {
    var line = Script.parse("s", "@unordered\nKEYS *").lines().getFirst();
    assertThat(Conformance.comparable(line, bytes("*2\r\n+b\r\n+a\r\n")))
        .isEqualTo(Conformance.comparable(line, bytes("*2\r\n+a\r\n+b\r\n")));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(ISO_8859_1);
  }
}
