package io.lockstep.command.key;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.command.CommandFixture;
import io.lockstep.command.debug.DebugCommands;
import io.lockstep.command.parameter.SecurityParameters;
import io.lockstep.command.string.StringCommands;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Keys are found whatever their number, each once. */
class ScanCommandsTest {

  private final CommandFixture fixture =
      new CommandFixture(ScanCommands.TABLE, DebugCommands.TABLE, StringCommands.TABLE);

  @AfterEach
  void close() {
    fixture.close();
  }

  @Test
  void scansEveryKeyExactlyOnce() {
    fixture.node.parameters().put(SecurityParameters.ENABLE_DEBUG_COMMAND, "yes");
    fixture.line("DEBUG POPULATE 5000");
    List<String> keys = new ArrayList<>();
    String cursor = "0";
    do {
      String[] lines = fixture.line("SCAN " + cursor + " COUNT 7").split("\r\n", -1);
      cursor = lines[2];
      for (int i = 5; i < lines.length; i += 2) {
        keys.add(lines[i]);
      }
    } while (!cursor.equals("0"));
    assertThat(keys).hasSize(5_000).doesNotHaveDuplicates();
  }

  @Test
  void filtersByPatternAndType() {
    fixture.line("MSET aa 1 ab 2 b 3");
    assertThat(fixture.line("SCAN 0 MATCH *a TYPE string")).endsWith("*1\r\n$2\r\naa\r\n");
    assertThat(fixture.line("SCAN 0 MATCH b TYPE STRING")).endsWith("*1\r\n$1\r\nb\r\n");
    assertThat(fixture.line("SCAN 0 TYPE list")).endsWith("*0\r\n");
    assertThat(fixture.line("SCAN 0 TYPE nonsense")).endsWith("*0\r\n");
  }

  @ParameterizedTest
  @CsvSource({"x", "18446744073709551616", "1x", "+", "1.5"})
  void refusesWhatIsNoCursor(String cursor) {
    assertThat(fixture.run("SCAN", cursor)).isEqualTo("-ERR invalid cursor\r\n");
  }

  @ParameterizedTest
  @CsvSource({"-1", "18446744073709551615", "+0", "00", "''"})
  void takesAnyNumberAsCursor(String cursor) {
    assertThat(fixture.run("SCAN", cursor)).isEqualTo("*2\r\n$1\r\n0\r\n*0\r\n");
  }

  @ParameterizedTest
  @CsvSource({"SCAN 0 MATCH", "SCAN 0 COUNT 0", "SCAN 0 WELL x"})
  void refusesWrongOptions(String line) {
    assertThat(fixture.line(line)).isEqualTo("-ERR syntax error\r\n");
  }

  @Test
  void listsKeysThatHaveNotRunOut() {
    fixture.line("MSET aa 1 ab 2 b 3");
    fixture.line("SET ac 1 PX 10");
    fixture.advance(11);
    assertThat(fixture.line("KEYS a*")).startsWith("*2\r\n");
    assertThat(fixture.line("KEYS *")).startsWith("*3\r\n");
    assertThat(fixture.line("KEYS b")).isEqualTo("*1\r\n$1\r\nb\r\n");
  }

  @Test
  void picksARandomKeyThatIsLive() {
    assertThat(fixture.line("RANDOMKEY")).isEqualTo("$-1\r\n");
    fixture.line("SET a 1 PX 10");
    fixture.line("SET b 1");
    fixture.advance(11);
    for (int i = 0; i < 20; i++) {
      assertThat(fixture.line("RANDOMKEY")).isEqualTo("$1\r\nb\r\n");
    }
  }

  @Test
  void replicaPicksAnExpiredKeyWhenThereIsNoOther() {
    fixture.line("SET a 1 PX 10");
    fixture.advance(11);
    fixture.replication.replica = true;
    assertThat(fixture.line("RANDOMKEY")).isEqualTo("$1\r\na\r\n");
  }
}
