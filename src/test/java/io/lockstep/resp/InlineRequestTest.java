package io.lockstep.resp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class InlineRequestTest {
  @Test
  void splitsAtSpaceOfAnyKind() {
    assertThat(words("  SET\tkey \r value  ")).isEqualTo("SET|key|value");
  }

  @Test
  void endsAtALineFeedWithOrWithoutCarriageReturn() {
    assertThat(Conversation.of("PING\nPING\r\n").requests).containsExactly("PING", "PING");
  }

  @Test
  void keepsAVerticalTabInsideAWordOnly() {
    assertThat(words("\u000bECHO a\u000bb \u000bc")).isEqualTo("ECHO|a\u000bb|c");
  }

  @Test
  void unescapesInDoubleQuotes() {
    assertThat(words("ECHO \"\\n\\r\\t\\b\\a\\\\\\\"\\q\\x41\\xfF\\xg0\""))
        .isEqualTo("ECHO|\n\r\t\b\u0007\\\"qA\u00ffxg0");
  }

  @Test
  void unescapesOnlyTheQuoteInSingleQuotes() {
    assertThat(words("ECHO 'it\\'s \\n \"so\"'")).isEqualTo("ECHO|it's \\n \"so\"");
  }

  @Test
  void allowsEmptyArgumentsInQuotes() {
    assertThat(words("SET \"\" ''")).isEqualTo("SET||");
  }

  @Test
  void opensQuotesWithinAWord() {
    assertThat(words("ECHO a\"b c\"")).isEqualTo("ECHO|ab c");
  }

  @Test
  void endsAWordAtItsClosingQuoteEvenBeforeAVerticalTab() {
    assertThat(words("ECHO \"a\"\u000bb")).isEqualTo("ECHO|a|b");
  }

  @Test
  void refusesUnbalancedQuotes() {
    for (String line :
        new String[] {"\"a", "'a", "\"a\"b", "'a'b", "a\"", "\"a\\", "\"a\\\"", "'a\\'"}) {
      assertThat(Conversation.of(line + "\r\n").errorText())
          .as(line)
          .isEqualTo("Protocol error: unbalanced quotes in request");
    }
  }

  @Test
  void allowsALineOfExactlyTheLimit() {
    String longest = "x".repeat(64 << 10);

    assertThat(Conversation.of(longest + "\n").requests).containsExactly(longest);
    assertThat(new Conversation().sendByteByByte(longest + "\n").requests).containsExactly(longest);
  }

  @Test
  void refusesALongerLineHoweverItIsSplit() {
    String tooLong = "x".repeat((64 << 10) + 1);

    assertThat(Conversation.of(tooLong + "\r\n").errorText())
        .isEqualTo("Protocol error: too big inline request");
    assertThat(new Conversation().sendByteByByte(tooLong).errorText())
        .isEqualTo("Protocol error: too big inline request");
  }

  @Test
  void hidesALineEndBehindANulAsRedisDoes() {
    var conversation = Conversation.of("\0PING\r\nPING\r\n");

    assertThat(conversation.requests).isEmpty();
    assertThat(conversation.send("x".repeat(64 << 10)).errorText())
        .isEqualTo("Protocol error: too big inline request");
  }

  private static String words(String line) {
    var conversation = Conversation.of(line + "\r\n");
    assertThat(conversation.error).isNull();
    return conversation.requests.getFirst();
  }
}
