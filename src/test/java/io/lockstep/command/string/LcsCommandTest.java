package io.lockstep.command.string;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.command.CommandFixture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LcsCommandTest {

  private final CommandFixture node = new CommandFixture(StringCommands.TABLE);

  @BeforeEach
  void setTexts() {
    node.line("MSET a ohmytext b mynewtext");
  }

  @AfterEach
  void close() {
    node.close();
  }

  @Test
  void answersTheCommonBytesOrTheirCount() {
    assertThat(node.line("LCS a b")).isEqualTo("$6\r\nmytext\r\n");
    assertThat(node.line("LCS a b LEN")).isEqualTo(":6\r\n");
    assertThat(node.line("LCS a missing")).isEqualTo("$0\r\n\r\n");
  }

  @Test
  void answersTheRangesThatMatch() {
    String rangeInA = "*2\r\n:4\r\n:7\r\n";
    String rangeInB = "*2\r\n:5\r\n:8\r\n";
    String match = "*3\r\n" + rangeInA + rangeInB + ":4\r\n";
    assertThat(node.line("LCS a b IDX MINMATCHLEN 4 WITHMATCHLEN"))
        .isEqualTo("*4\r\n$7\r\nmatches\r\n*1\r\n" + match + "$3\r\nlen\r\n:6\r\n");
  }

  @Test
  void answersAMapInResp3() {
    node.client.protocol = 3;
    assertThat(node.line("LCS a missing IDX"))
        .isEqualTo("%2\r\n$7\r\nmatches\r\n*0\r\n$3\r\nlen\r\n:0\r\n");
  }

  @Test
  void refusesLengthWithRanges() {
    assertThat(node.line("LCS a b IDX LEN"))
        .isEqualTo("-ERR If you want both the length and indexes, please just use IDX.\r\n");
    assertThat(node.line("LCS a b MINMATCHLEN")).isEqualTo("-ERR syntax error\r\n");
  }

  @Test
  void refusesATableBeyondTheLongestBulk() {
    node.line("SETRANGE a 20000 x");
    node.line("SETRANGE b 20000 x");
    assertThat(node.line("LCS a b"))
        .isEqualTo(
            "-ERR Insufficient memory, transient memory for LCS exceeds proto-max-bulk-len\r\n");
  }
}
