package io.lockstep.command.bit;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.command.CommandFixture;
import io.lockstep.command.string.StringCommands;
import java.util.BitSet;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BitCommandsTest {

  private final CommandFixture node = new CommandFixture(StringCommands.TABLE, BitCommands.TABLE);

  @AfterEach
  void close() {
    node.close();
  }

  @Test
  void setbitPropagatesOnlyAChange() {
    assertThat(node.line("SETBIT k 7 1")).isEqualTo(":0\r\n");
    assertThat(node.line("SETBIT k 7 1")).isEqualTo(":1\r\n");
    assertThat(node.line("GETBIT k 7")).isEqualTo(":1\r\n");
    assertThat(node.line("GETBIT k 700")).isEqualTo(":0\r\n");
    assertThat(node.propagated()).containsExactly("SETBIT k 7 1");
  }

  @Test
  void refusesOffsetsThatNoStringHas() {
    String error = "-ERR bit offset is not an integer or out of range\r\n";
    assertThat(node.line("SETBIT k -1 1")).isEqualTo(error);
    assertThat(node.line("SETBIT k 4294967296 1")).isEqualTo(error);
    assertThat(node.line("GETBIT k x")).isEqualTo(error);
    assertThat(node.line("SETBIT k 1 2"))
        .isEqualTo("-ERR bit is not an integer or out of range\r\n");
  }

  @ParameterizedTest
  @CsvSource({
    "'', 26",
    "0 0, 4",
    "1 1, 6",
    "0 -1 BYTE, 26",
    "5 30 BIT, 17",
    "-2 -1 BIT, 1",
    "3 1, 0"
  })
  void countsBitsOfRanges(String range, String count) {
    node.line("SET k foobar");
    assertThat(node.line(("BITCOUNT k " + range).strip())).isEqualTo(":" + count + "\r\n");
  }

  @Test
  void clearBitsFollowAValueWithoutAnEnd() {
    node.run("SET", "k", "\u00ff\u00ff");
    assertThat(node.line("BITPOS k 0")).isEqualTo(":16\r\n");
    assertThat(node.line("BITPOS k 0 1")).isEqualTo(":16\r\n");
    assertThat(node.line("BITPOS k 0 0 -1")).isEqualTo(":-1\r\n");
    assertThat(node.line("BITPOS missing 0")).isEqualTo(":0\r\n");
    assertThat(node.line("BITPOS missing 1")).isEqualTo(":-1\r\n");
  }

  @Test
  void findsAndCountsAsABitSetDoes() {
    for (long seed = 1; seed <= 50; seed++) {
      var random = new SplittableRandom(seed);
      var model = new BitSet();
      node.line("GETDEL k");
      for (int i = 0; i < 40; i++) {
        int bit = random.nextInt(600);
        model.set(bit);
        node.line("SETBIT k " + bit + " 1");
      }
      int from = random.nextInt(model.length());
      int to = from + random.nextInt(model.length() - from);
      String range = from + " " + to + " BIT";
      int next = model.nextSetBit(from);
      assertThat(node.line("BITCOUNT k " + range))
          .as("seed %d", seed)
          .isEqualTo(":" + model.get(from, to + 1).cardinality() + "\r\n");
      assertThat(node.line("BITPOS k 1 " + range))
          .as("seed %d", seed)
          .isEqualTo(":" + (next < 0 || next > to ? -1 : next) + "\r\n");
    }
  }

  @ParameterizedTest
  @CsvSource({"AND, '`bc`ab'", "OR, goofev"})
  void combinesStrings(String operation, String result) {
    node.line("MSET a foobar b abcdef");
    assertThat(node.line("BITOP " + operation + " to a b")).isEqualTo(":6\r\n");
    assertThat(node.line("GET to")).isEqualTo("$6\r\n" + result + "\r\n");
  }

  @Test
  void stringCombinedWithItselfLeavesNothing() {
    node.line("SET a foobar");
    assertThat(node.line("BITOP XOR a a a")).isEqualTo(":6\r\n");
    assertThat(node.line("GET a")).isEqualTo("$6\r\n\0\0\0\0\0\0\r\n");
  }

  @Test
  void shorterSourcesEndInZerosAndMayBeTheTarget() {
    node.line("MSET a abcdefghij b ab");
    assertThat(node.line("BITOP AND a b a")).isEqualTo(":10\r\n");
    assertThat(node.line("GET a")).isEqualTo("$10\r\nab\0\0\0\0\0\0\0\0\r\n");
    assertThat(node.line("BITOP NOT b b")).isEqualTo(":2\r\n");
    assertThat(node.line("GET b")).isEqualTo("$2\r\n\u009e\u009d\r\n");
  }

  @Test
  void emptyResultDeletesTheTarget() {
    node.line("SET to x");
    node.propagated();
    assertThat(node.line("BITOP OR to missing")).isEqualTo(":0\r\n");
    assertThat(node.line("BITOP OR to missing")).isEqualTo(":0\r\n");
    assertThat(node.propagated()).containsExactly("BITOP OR to missing");
    assertThat(node.line("BITOP NOT to a b"))
        .isEqualTo("-ERR BITOP NOT must be called with a single source key.\r\n");
  }
}
