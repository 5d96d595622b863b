package io.lockstep.command.hyperloglog;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.command.CommandFixture;
import io.lockstep.command.string.StringCommands;
import io.lockstep.memory.Records;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HyperLogLogCommandsTest {

  private static final String NOT_VALID =
      "-WRONGTYPE Key is not a valid HyperLogLog string value.\r\n";
  private static final String CORRUPT = "-INVALIDOBJ Corrupted HLL object detected\r\n";

  private final CommandFixture node =
      new CommandFixture(StringCommands.TABLE, HyperLogLogCommands.TABLE);

  @AfterEach
  void close() {
    node.close();
  }

  @Test
  void pfaddOfNothingCreatesTheKey() {
    assertThat(node.line("PFADD h")).isEqualTo(":1\r\n");
    assertThat(node.line("PFADD h")).isEqualTo(":0\r\n");
    assertThat(node.line("STRLEN h")).isEqualTo(":18\r\n");
    assertThat(node.propagated()).containsExactly("PFADD h");
  }

  @Test
  void pfaddTellsWhetherARegisterWasRaised() {
    assertThat(node.line("PFADD h a b c")).isEqualTo(":1\r\n");
    assertThat(node.line("PFADD h a b c")).isEqualTo(":0\r\n");
    assertThat(node.line("PFCOUNT h")).isEqualTo(":3\r\n");
  }

  @Test
  void countsEachRaisedRegisterAsAChange() {
    node.line("PFADD h a b c");
    assertThat(node.node.statistics().changes).isEqualTo(4); // one for the key itself
  }

  @Test
  void pfcountPropagatesTheCountItKeeps() {
    node.line("PFADD h a b c");
    node.line("PFCOUNT h");
    node.line("PFCOUNT h");
    assertThat(node.propagated()).containsExactly("PFADD h a b c", "PFCOUNT h");
    assertThat(node.line("GETRANGE h 8 15")).isEqualTo("$8\r\n\3\0\0\0\0\0\0\0\r\n");
  }

  @Test
  void pfcountOfSeveralKeysKeepsNothing() {
    node.line("PFADD a 1 2 3");
    node.line("PFADD b 3 4");
    node.propagated();
    assertThat(node.line("PFCOUNT a missing b")).isEqualTo(":4\r\n");
    assertThat(node.line("PFCOUNT missing")).isEqualTo(":0\r\n");
    assertThat(node.propagated()).isEmpty();
  }

  @Test
  void pfmergeMakesTheUnionAndIsDenseIfASourceIs() {
    node.line("PFADD a 1 2 3");
    node.line("PFADD b 3 4");
    assertThat(node.line("PFMERGE t a b missing")).isEqualTo("+OK\r\n");
    assertThat(node.line("PFDEBUG ENCODING t")).isEqualTo("+sparse\r\n");
    node.line("PFDEBUG TODENSE a");
    assertThat(node.line("PFMERGE t a")).isEqualTo("+OK\r\n");
    assertThat(node.line("PFDEBUG ENCODING t")).isEqualTo("+dense\r\n");
    assertThat(node.line("PFCOUNT t")).isEqualTo(":4\r\n");
  }

  @Test
  void staysSparseAsFarAsTheParameterSays() {
    node.node
        .parameters()
        .put(io.lockstep.command.parameter.DataParameters.HLL_SPARSE_MAX_BYTES, 18L);
    node.line("PFADD h");
    assertThat(node.line("PFDEBUG ENCODING h")).isEqualTo("+sparse\r\n");
    node.line("PFADD h a");
    assertThat(node.line("PFDEBUG ENCODING h")).isEqualTo("+dense\r\n");
    assertThat(node.line("STRLEN h")).isEqualTo(":12304\r\n");
  }

  @Test
  void leavesASnapshotAsItWas() {
    node.line("PFADD h a b c");
    String before = node.line("GET h");
    try (var snapshot = node.node.keyspace().openSnapshot()) {
      node.line("PFADD h d e f");
      node.line("PFCOUNT h");
      var seen = new StringBuilder();
      Records records = snapshot.records();
      snapshot.forEach(0, record -> seen.append(new String(records.value(record), ISO_8859_1)));
      assertThat("$" + seen.length() + "\r\n" + seen + "\r\n").isEqualTo(before);
    }
    assertThat(node.line("PFCOUNT h")).isEqualTo(":6\r\n");
  }

  @Test
  void growsWithoutHarmToOtherKeys() {
    node.line("SET neighbour value");
    node.line("PFADD h a");
    for (int i = 0; i < 3000; i++) {
      node.line("PFADD h " + i);
    }
    assertThat(node.line("PFDEBUG ENCODING h")).isEqualTo("+dense\r\n");
    assertThat(node.line("GET neighbour")).isEqualTo("$5\r\nvalue\r\n");
  }

  @Test
  void refusesWhatIsNoHyperLogLog() {
    node.line("SET s text");
    node.line("SET n 12345678901234567890");
    for (String command : new String[] {"PFADD s a", "PFCOUNT s", "PFMERGE t s", "PFMERGE n h"}) {
      assertThat(node.line(command)).as(command).isEqualTo(NOT_VALID);
    }
    node.line("PFADD h a");
    node.line("SETRANGE h 4 \0");
    assertThat(node.line("PFCOUNT h")).isEqualTo(NOT_VALID);
    assertThat(node.line("PFDEBUG GETREG none"))
        .isEqualTo("-ERR The specified key does not exist\r\n");
    assertThat(node.line("STRLEN t")).isEqualTo(":0\r\n");
  }

  @Test
  void refusesDamagedRegisters() {
    node.line("PFADD h a b c");
    node.line("APPEND h hello");
    assertThat(node.line("PFCOUNT h")).isEqualTo(CORRUPT);
    assertThat(node.line("PFCOUNT h missing")).isEqualTo(CORRUPT);
    assertThat(node.line("PFMERGE t h")).isEqualTo(CORRUPT);
    assertThat(node.line("PFDEBUG TODENSE h")).isEqualTo(CORRUPT);
  }

  @Test
  void pfdebugTellsRunsAndPropagatesAChangeOfEncoding() {
    node.line("PFADD h a");
    assertThat(node.line("PFDEBUG decode h")).matches("\\$\\d+\r\nZ:\\d+ v:\\d,1 Z:\\d+\r\n");
    node.propagated();
    assertThat(node.line("PFDEBUG getreg h")).startsWith("*16384\r\n");
    assertThat(node.line("PFDEBUG TODENSE h")).isEqualTo(":0\r\n");
    assertThat(node.propagated()).containsExactly("PFDEBUG getreg h");
    assertThat(node.line("PFDEBUG DECODE h")).isEqualTo("-ERR HLL encoding is not sparse\r\n");
    assertThat(node.line("PFDEBUG x h")).isEqualTo("-ERR Unknown PFDEBUG subcommand 'x'\r\n");
  }

  @Test
  void passesItsSelfTest() {
    assertThat(node.line("PFSELFTEST")).isEqualTo("+OK\r\n");
  }
}
