package io.lockstep.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FieldExpiryTest {

  /** A cycle has an end, and used to leave the rest to the next ones: 20,000 a second at most. */
  @Test
  void deletesAllThatHasRunOutBeforeTheNextTick() {
    try (LoneEngine engine = new LoneEngine(1 << 20)) {
      Session client = engine.accept(new FarEnd());
      for (int i = 0; i < 5_000; i++) {
        engine.send(client, "HSET h f" + i + " v", "HPEXPIRE h 10 FIELDS 1 f" + i);
      }
      engine.send(client, "HSET h last v");
      engine.pass(11);
      for (int turn = 0; turn < 10; turn++) {
        engine.endTurn();
      }
      assertThat(engine.node().statistics().expiredSubkeys).isEqualTo(5_000);
      engine.pass(1_000);
      assertThat(engine.view().traffic().expiredSubkeys()).isEqualTo(5_000);
    }
  }
}
