package io.lockstep.conformance;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
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
    assertThat(lines.getFirst().reading().marks()).containsExactlyInAnyOrder(Mark.TYPE, Mark.RESP3);
    assertThat(lines.getLast().reading().marks()).isEmpty();
  }

  @Test
  void rawLinesAreSentAsTheyAre() {
    var line = Script.parse("s", "@raw \"PING\\r\\n\"").lines().getFirst();
    assertThat(line.bytes(Map.of())).asString(ISO_8859_1).isEqualTo("PING\r\n");
  }

  @Test
  void unknownDirectivesAreRefused() {
    assertThatThrownBy(() -> Script.parse("s", "@typo")).hasMessageContaining("@typo");
  }

  @Test
  void timesToLiveAreEqualUnlessTheyAreNone() {
    var line = Script.parse("s", "@normalize-ttl\nTTL k").lines().getFirst();
    assertThat(line.reading().comparable(bytes(":17\r\n"))).isEqualTo(":N\\r\\n");
    assertThat(line.reading().comparable(bytes(":-1\r\n"))).isEqualTo(":-1\\r\\n");
  }

  @Test
  void unorderedMembersAreSorted() {
    var line = Script.parse("s", "@unordered\nKEYS *").lines().getFirst();
    assertThat(line.reading().comparable(bytes("*2\r\n+b\r\n+a\r\n")))
        .isEqualTo(line.reading().comparable(bytes("*2\r\n+a\r\n+b\r\n")));
  }

  @Test
  void pairsStayTogetherInAnyOrder() {
    var line = line("@pairs\nHGETALL k");
    assertThat(comparable(line, "*4\r\n+a\r\n+1\r\n+b\r\n+2\r\n"))
        .isEqualTo(comparable(line, "*4\r\n+b\r\n+2\r\n+a\r\n+1\r\n"))
        .isNotEqualTo(comparable(line, "*4\r\n+a\r\n+2\r\n+b\r\n+1\r\n"));
  }

  @Test
  void shapesAreTypesAndCounts() {
    var line = line("@shape\nSPOP k 2");
    assertThat(comparable(line, "*2\r\n+a\r\n+b\r\n"))
        .isEqualTo(comparable(line, "*2\r\n+c\r\n+d\r\n"))
        .isNotEqualTo(comparable(line, "*1\r\n+a\r\n"))
        .isNotEqualTo(comparable(line, "*2\r\n+a\r\n:1\r\n"));
  }

  @Test
  void masksHideValuesAndDropsWholePairs() {
    var line = line("@mask idle #3\n@drop new\nXINFO CONSUMERS k g");
    assertThat(comparable(line, "*6\r\n+idle\r\n:5\r\n+a\r\n:1\r\n+new\r\n:7\r\n"))
        .isEqualTo(comparable(line, "*4\r\n+idle\r\n:6\r\n+a\r\n:2\r\n"))
        .isNotEqualTo(comparable(line, "*4\r\n+idle\r\n:6\r\n+b\r\n:2\r\n"));
  }

  @Test
  void idsAndTimesFromTheClockAreEqual() {
    var line = line("@clock\nXADD k * f v");
    assertThat(comparable(line, "$15\r\n1234567890123-0\r\n"))
        .isEqualTo(comparable(line, "$15\r\n1234567890129-1\r\n"))
        .isNotEqualTo(comparable(line, "$3\r\n1-0\r\n"));
  }

  @Test
  void linesAreRepeatedWithTheirNumber() {
    var lines = Script.parse("s", "@repeat 3\nSET k{n} v\nPING").lines();
    assertThat(lines)
        .extracting(line -> line.words().get(lines.indexOf(line) < 3 ? 1 : 0))
        .containsExactly("k1", "k2", "k3", "PING");
  }

  @Test
  void earlierRepliesFillLaterWords() {
    var line = line("CLIENT UNBLOCK {id}");
    assertThat(line.bytes(Map.of("id", "17"))).asString(ISO_8859_1).endsWith("$2\r\n17\r\n");
  }

  private static Line line(String text) {
    return Script.parse("s", text).lines().getFirst();
  }

  private static String comparable(Line line, String reply) {
    return line.reading().comparable(bytes(reply));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(ISO_8859_1);
  }
}
