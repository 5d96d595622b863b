package io.lockstep.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A master whose replicas come more often than it wants to encode its data. */
class SnapshotPeriodTest {

  private static final int BEATS = 20;
  private static final long PERIOD_MS = 60_000;
  private static final String SNAPSHOT = "+FULLRESYNC ";

  private final LoneEngine engine = new LoneEngine(1L << 30);
  private final Session operator = engine.accept(new FarEnd());

  @BeforeEach
  void hurry() {
    engine.send(operator, "CONFIG SET repl-diskless-sync-delay 0");
  }

  @AfterEach
  void close() {
    engine.close();
  }

  private FarEnd come() {
    FarEnd end = new FarEnd();
    Session replica = engine.accept(end);
    engine.send(replica, "REPLCONF capa eof capa psync2");
    end.readAll();
    engine.send(replica, "PSYNC ? -1");
    return end;
  }

  private String settled(FarEnd end) {
    var read = new StringBuilder();
    for (int beat = 0; beat < BEATS; beat++) {
      engine.pass(10);
      read.append(end.readAll());
    }
    return read.toString();
  }

  @Test
  void encodesForEachThatComesUnlessToldOtherwise() {
    assertThat(settled(come())).contains(SNAPSHOT);
    assertThat(settled(come())).contains(SNAPSHOT);
  }

  @Test
  void encodesOnceInAPeriodForAllThatHaveCome() {
    engine.send(operator, "CONFIG SET repl-diskless-sync-period 60");
    assertThat(settled(come())).contains(SNAPSHOT);
    FarEnd second = come();
    FarEnd third = come();
    engine.advance(PERIOD_MS / 2);
    assertThat(settled(second)).isNotEmpty().containsOnlyOnce("\n").isBlank(); // kept awake
    assertThat(settled(third)).doesNotContain(SNAPSHOT);

    engine.advance(PERIOD_MS / 2);
    assertThat(settled(second)).contains(SNAPSHOT);
    assertThat(third.readAll()).contains(SNAPSHOT);
    assertThat(engine.node().statistics().syncFull).isEqualTo(3);
  }

  @Test
  void periodThatIsTakenBackHoldsNobodyUp() {
    engine.send(operator, "CONFIG SET repl-diskless-sync-period 60");
    settled(come());
    FarEnd second = come();
    assertThat(settled(second)).doesNotContain(SNAPSHOT);
    engine.send(operator, "CONFIG SET repl-diskless-sync-period 0");
    assertThat(settled(second)).contains(SNAPSHOT);
  }
}
