package io.lockstep.server;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class RehearsalTest {
  private final Logger log = (Logger) LoggerFactory.getLogger("io.lockstep.engine");
  private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

  @BeforeEach
  void listen() {
    lines.start();
    log.addAppender(lines);
  }

  @AfterEach
  void stopListening() {
    log.detachAppender(lines);
  }

  @Test
  void playsAFullResyncToItsEnd() {
    LockstepNode.rehearse();
    assertIsPlayedToItsEnd();
  }

  @Test
  void playsItWithABusyClient() {
    LockstepNode.rehearse(600);
    assertIsPlayedToItsEnd();
  }

  private void assertIsPlayedToItsEnd() {
    assertThat(lines.list)
        .extracting(ILoggingEvent::getFormattedMessage)
        .anyMatch(line -> line.startsWith("A snapshot is open for 1 replicas"))
        .anyMatch(line -> line.startsWith("Synchronization with replica ?"))
        .anyMatch(line -> line.equals("MASTER <-> REPLICA sync: Finished with success"))
        .noneMatch(line -> line.contains("broken invariant"));
  }
}
