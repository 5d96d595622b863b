package io.lockstep.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TurnTest {

  private final LoneEngine engine = new LoneEngine(1L << 30);
  private final FarEnd end = new FarEnd();
  private final FarEnd otherEnd = new FarEnd();
  private final Session client = engine.accept(end);
  private final Session other = engine.accept(otherEnd);

  @AfterEach
  void close() {
    engine.close();
  }

  @Test
  void repliesLeaveAtItsEnd() {
    engine.send(client, "PING", "PING");
    engine.send(other, "PING");
    engine.send(client, "PING");
    assertThat(end.flushes + otherEnd.flushes).isZero();

    engine.endTurn();

    assertThat(end.flushes).isOne();
    assertThat(otherEnd.flushes).isOne();
  }

  @Test
  void whoWasNotAnsweredIsLeftAlone() {
    engine.send(client, "PING");
    engine.endTurn();
    engine.send(other, "PING");
    engine.endTurn();

    assertThat(end.flushes).isOne();
  }

  @Test
  void closingLetsGoWhatWasAnswered() {
    engine.send(client, "SET k v");
    engine.closeAll();

    assertThat(end.flushes).isOne();
    assertThat(end.isAborted).isTrue();
  }
}
