package io.lockstep.command.bit;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.command.CommandFixture;
import io.lockstep.command.string.StringCommands;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BitfieldCommandTest {

  private final CommandFixture node = new CommandFixture(StringCommands.TABLE, BitCommands.TABLE);

  @AfterEach
  void close() {
    node.close();
  }

  @Test
  void readsAndWritesFieldsInOneGo() {
    assertThat(node.line("BITFIELD k SET i8 #1 -5 GET u4 8 INCRBY i8 8 6 GET u8 1000"))
        .isEqualTo("*4\r\n:0\r\n:15\r\n:1\r\n:0\r\n");
    assertThat(node.line("GET k")).isEqualTo("$2\r\n\0\u0001\r\n");
  }

  @ParameterizedTest
  @CsvSource({
    "WRAP, i8, 120, 10, :-126",
    "SAT, i8, 120, 10, :127",
    "FAIL, i8, 120, 10, $-1",
    "SAT, i8, -120, -10, :-128",
    "WRAP, u8, 250, 10, :4",
    "SAT, u8, 250, 10, :255",
    "SAT, u8, 3, -10, :0",
    "WRAP, i64, 9223372036854775807, 1, :-9223372036854775808",
    "SAT, i64, -9223372036854775808, -1, :-9223372036854775808",
    "SAT, u63, 9223372036854775807, 1, :9223372036854775807"
  })
  void overflowsAsTold(String overflow, String type, String value, String by, String reply) {
    node.line("BITFIELD k SET " + type + " 3 " + value);
    assertThat(node.line("BITFIELD k OVERFLOW " + overflow + " INCRBY " + type + " 3 " + by))
        .isEqualTo("*1\r\n" + reply + "\r\n");
  }

  @Test
  void propagatesOnlyAChange() {
    node.line("BITFIELD k SET u8 0 7");
    node.line("BITFIELD k SET u8 0 7 GET u8 0");
    node.line("BITFIELD k GET u8 0");
    assertThat(node.propagated()).containsExactly("BITFIELD k SET u8 0 7");
  }

  @Test
  void readOnlyFormOnlyReads() {
    assertThat(node.line("BITFIELD_RO k GET u8 0")).isEqualTo("*1\r\n:0\r\n");
    assertThat(node.line("BITFIELD_RO k SET u8 0 1"))
        .isEqualTo("-ERR BITFIELD_RO only supports the GET subcommand\r\n");
    assertThat(node.node.keyspace().database(0).size()).isZero();
  }

  @ParameterizedTest
  @CsvSource({"u64", "i65", "i0", "x8", "u", "8"})
  void refusesTypesThatAreNone(String type) {
    assertThat(node.line("BITFIELD k GET " + type + " 0"))
        .isEqualTo(
            "-ERR Invalid bitfield type. Use something like i16 u8. Note that u64 is not supported"
                + " but i64 is.\r\n");
  }

  @Test
  void refusesWrongSteps() {
    assertThat(node.line("BITFIELD k GET u8")).isEqualTo("-ERR syntax error\r\n");
    assertThat(node.line("BITFIELD k OVERFLOW x"))
        .isEqualTo("-ERR Invalid OVERFLOW type specified\r\n");
    assertThat(node.line("BITFIELD k GET u8 #x"))
        .isEqualTo("-ERR bit offset is not an integer or out of range\r\n");
    assertThat(node.line("BITFIELD k SET u8 0 x"))
        .isEqualTo("-ERR value is not an integer or out of range\r\n");
  }
}
