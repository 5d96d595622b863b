package io.lockstep.command.string;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.command.CommandFixture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CounterCommandsTest {

  private final CommandFixture node = new CommandFixture(StringCommands.TABLE);

  @AfterEach
  void close() {
    node.close();
  }

  @Test
  void countsUpAndDown() {
    assertThat(node.line("INCR k")).isEqualTo(":1\r\n");
    assertThat(node.line("INCRBY k 99")).isEqualTo(":100\r\n");
    assertThat(node.line("DECR k")).isEqualTo(":99\r\n");
    assertThat(node.line("DECRBY k 200")).isEqualTo(":-101\r\n");
    assertThat(node.line("GET k")).isEqualTo("$4\r\n-101\r\n");
    assertThat(node.propagated())
        .containsExactly("INCR k", "INCRBY k 99", "DECR k", "DECRBY k 200");
  }

  @Test
  void keepsTheExpiry() {
    node.line("SET k 9 PX 100");
    node.line("INCR k");
    node.advance(101);
    assertThat(node.line("GET k")).isEqualTo("$-1\r\n");
  }

  @Test
  void stopsAtTheEdgeOfNumbers() {
    String overflow = "-ERR increment or decrement would overflow\r\n";
    node.line("SET k 9223372036854775807");
    assertThat(node.line("INCR k")).isEqualTo(overflow);
    node.line("SET k -9223372036854775808");
    assertThat(node.line("DECR k")).isEqualTo(overflow);
    assertThat(node.line("INCRBY k 1")).isEqualTo(":-9223372036854775807\r\n");
    assertThat(node.line("DECRBY k -9223372036854775808"))
        .isEqualTo("-ERR decrement would overflow\r\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "1.0", "01", "+1", "9223372036854775808", "123456789012345678901"})
  void refusesWhatIsNoNumber(String value) {
    node.line("SET k " + value);
    assertThat(node.line("INCR k")).isEqualTo("-ERR value is not an integer or out of range\r\n");
    assertThat(node.propagated()).hasSize(1);
  }

  @Test
  void countedStringIsNoLongerRaw() {
    node.line("APPEND k 1");
    node.line("APPEND k 2");
    node.line("INCR k");
    int record = node.node.keyspace().database(0).find(new byte[] {'k'}, 0, 1);
    assertThat(node.node.keyspace().records().isRaw(record)).isFalse();
    assertThat(node.line("GET k")).isEqualTo("$2\r\n13\r\n");
  }

  @Test
  void floatsPropagateTheirResult() {
    node.line("SET k 10.50 PX 100");
    assertThat(node.line("INCRBYFLOAT k 0.1")).isEqualTo("$4\r\n10.6\r\n");
    assertThat(node.line("INCRBYFLOAT k 5e3")).isEqualTo("$22\r\n5010.60000000000000009\r\n");
    assertThat(node.propagated())
        .containsExactly(
            "SET k 10.50 PXAT 1700000000100",
            "SET k 10.6 KEEPTTL",
            "SET k 5010.60000000000000009 KEEPTTL");
    node.advance(101);
    assertThat(node.line("GET k")).isEqualTo("$-1\r\n");
  }

  @Test
  void floatsRefuseInfinityAndNonsense() {
    assertThat(node.line("INCRBYFLOAT k inf"))
        .isEqualTo("-ERR increment would produce NaN or Infinity\r\n");
    assertThat(node.line("INCRBYFLOAT k nan")).isEqualTo("-ERR value is not a valid float\r\n");
    node.line("SET k x");
    assertThat(node.line("INCRBYFLOAT k 1")).isEqualTo("-ERR value is not a valid float\r\n");
  }
}
