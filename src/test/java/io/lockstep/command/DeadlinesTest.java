package io.lockstep.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.command.waiting.QueueVerbs;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeadlinesTest {

  private final CommandFixture fixture = new CommandFixture(QueueVerbs.TABLE);

  @AfterEach
  void close() {
    fixture.close();
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1000",
    "0.001, 1",
    "0.0001, 1",
    "1.0001, 1001",
    "+2, 2000",
    "007, 7000",
    "0x1p-1, 500",
    "1e3, 1000000",
    "9223370336854775, 9223370336854775000"
  })
  void secondsAreMillisecondsRoundedUp(String seconds, long millis) {
    assertThat(fixture.line("BTAKE 1 q " + seconds)).isEmpty();
    assertThat(fixture.node.keyWaits().firstUntilMs()).isEqualTo(CommandFixture.START_MS + millis);
  }

  @ParameterizedTest
  @CsvSource({"0", "0.0", "-0", "-0.001"}) // a thousandth is a bit less in binary, in Redis too
  void noTimeIsForEver(String seconds) {
    assertThat(fixture.line("BTAKE 1 q " + seconds)).isEmpty();
    assertThat(fixture.node.keyWaits().firstUntilMs()).isEqualTo(Long.MAX_VALUE);
  }

  @ParameterizedTest
  @CsvSource({
    "x, timeout is not a float or out of range",
    "'', timeout is not a float or out of range",
    "nan, timeout is not a float or out of range",
    "1e5000, timeout is not a float or out of range",
    "-1, timeout is negative",
    "-0.002, timeout is negative",
    "-1e30, timeout is negative",
    "-inf, timeout is negative",
    "inf, timeout is out of range",
    "1e30, timeout is out of range",
    "9223372036854775, timeout is out of range",
    "9223372036854776, timeout is out of range",
    "0x7FFFFFFFFFFFFF, timeout is out of range"
  })
  void otherSecondsAreRefused(String seconds, String error) {
    assertThat(fixture.run("BTAKE", "1", "q", seconds)).isEqualTo("-ERR " + error + "\r\n");
  }

  @Test
  void millisecondsAreWholeNumbers() {
    assertThat(fixture.line("BMILLIS q 1.5"))
        .isEqualTo("-ERR timeout is not an integer or out of range\r\n");
    assertThat(fixture.line("BMILLIS q -1")).isEqualTo("-ERR timeout is negative\r\n");
    assertThat(fixture.line("BMILLIS q 9223372036854775807"))
        .isEqualTo("-ERR timeout is out of range\r\n");
    assertThat(fixture.line("BMILLIS q 20")).isEmpty();
    assertThat(fixture.node.keyWaits().firstUntilMs()).isEqualTo(CommandFixture.START_MS + 20);
  }
}
