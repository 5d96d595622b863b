package io.lockstep.config;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.LoggingEvent;
import org.junit.jupiter.api.Test;

class RedisLogLineTest {

  private final RedisLogLine line = new RedisLogLine(1234);

  @Test
  void startsWithProcessAndRoleAndMarksTheLevel() {
    assertThat(line.doLayout(event(Level.INFO, "Ready")))
        .matches("1234:M \\d\\d \\w{3} \\d{4} \\d\\d:\\d\\d:\\d\\d\\.\\d{3} \\* Ready\n");
    assertThat(line.doLayout(event(Level.WARN, "Bad"))).endsWith(" # Bad\n");
    assertThat(line.doLayout(event(Level.DEBUG, "Talk"))).endsWith(" - Talk\n");
    assertThat(line.doLayout(event(Level.TRACE, "More"))).endsWith(" . More\n");
  }

  @Test
  void followsTheRole() {
    line.isReplica(true);
    assertThat(line.doLayout(event(Level.INFO, "x"))).startsWith("1234:S ");
    line.isReplica(false);
    assertThat(line.doLayout(event(Level.INFO, "x"))).startsWith("1234:M ");
  }

  private static LoggingEvent event(Level level, String message) {
    LoggingEvent event = new LoggingEvent();
    event.setLevel(level);
    event.setMessage(message);
    event.setTimeStamp(1_700_000_000_000L);
    return event;
  }
}
