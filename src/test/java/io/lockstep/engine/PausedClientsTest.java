package io.lockstep.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PausedClientsTest {

  private final LoneEngine engine = new LoneEngine(1L << 30);
  private final FarEnd end = new FarEnd();
  private final FarEnd operatorEnd = new FarEnd();
  private final Session client = engine.accept(end);
  private final Session operator = engine.accept(operatorEnd);

  @AfterEach
  void close() {
    engine.close();
  }

  private void send(Session session, String... requests) {
    engine.send(session, requests);
    engine.endTurn();
    engine.endTurn();
  }

  @Test
  void requestsThatAreWrongAreAnsweredAtOnce() {
    send(operator, "CLIENT PAUSE 1000 ALL");

    send(client, "GET", "NONSENSE", "CLIENT REPLY");

    assertThat(end.readAll().lines())
        .hasSize(3)
        .allMatch(line -> line.startsWith("-ERR "))
        .first()
        .isEqualTo("-ERR wrong number of arguments for 'get' command");
  }

  @Test
  void writesWaitAndWhatFollowsThemWaitsToo() {
    send(operator, "CLIENT PAUSE 1000 WRITE");

    send(client, "GET a", "SET a 1", "GET a");
    assertThat(end.readAll()).isEqualTo("$-1\r\n");

    send(operator, "CLIENT UNPAUSE");
    assertThat(end.readAll()).isEqualTo("+OK\r\n$1\r\n1\r\n");
  }

  @Test
  void aSkippedReplyIsThatOfTheRequestThatWaited() {
    send(operator, "CLIENT PAUSE 1000 WRITE");

    send(client, "CLIENT REPLY SKIP", "SET a 1", "GET a");
    send(operator, "CLIENT UNPAUSE");

    assertThat(end.readAll()).isEqualTo("$1\r\n1\r\n");
  }
}
