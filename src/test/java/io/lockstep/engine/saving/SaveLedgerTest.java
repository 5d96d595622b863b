package io.lockstep.engine.saving;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.command.parameter.value.SavePoint;
import java.util.List;
import org.junit.jupiter.api.Test;

class SaveLedgerTest {

  private static final long START_MS = 1_700_000_000_900L;
  private static final SavePoint HOURLY = new SavePoint(3600, 1);
  private static final SavePoint MINUTELY = new SavePoint(60, 10);
  private static final List<SavePoint> POINTS = List.of(HOURLY, MINUTELY);

  private final SaveLedger ledger = new SaveLedger(START_MS);

  private static long after(long seconds) {
    return START_MS + seconds * 1000;
  }

  @Test
  void savesAtTheFirstPointWhoseChangesAndSecondsArePast() {
    assertThat(ledger.due(POINTS, 10, after(61))).contains(MINUTELY);
    assertThat(ledger.due(POINTS, 10, after(3601))).contains(HOURLY);
    assertThat(ledger.due(POINTS, 9, after(3601))).contains(HOURLY);
  }

  @Test
  void doesNotSaveWithTooFewChangesOrTooEarly() {
    assertThat(ledger.due(POINTS, 9, after(61))).isEmpty();
    assertThat(ledger.due(POINTS, 10, after(60))).isEmpty();
    assertThat(ledger.due(POINTS, 0, after(9999))).isEmpty();
    assertThat(ledger.due(List.of(), 1000, after(9999))).isEmpty();
  }

  @Test
  void countsWholeSecondsAsRedisDoes() {
    assertThat(ledger.due(POINTS, 10, START_MS + 60_099)).isEmpty(); // 900 ms are of the next one
    assertThat(ledger.due(POINTS, 10, START_MS + 60_100)).contains(MINUTELY);
  }

  @Test
  void countsFromTheLastSuccess() {
    ledger.tried(10, after(61));
    assertThat(ledger.succeeded(after(70))).isEqualTo(10);

    assertThat(ledger.savedAtMs()).isEqualTo(after(70));
    assertThat(ledger.due(POINTS, 10, after(130))).isEmpty();
    assertThat(ledger.due(POINTS, 10, after(131))).contains(MINUTELY);
  }

  @Test
  void waitsAfterAFailure() {
    ledger.tried(10, after(61));
    ledger.failed(after(62));

    assertThat(ledger.isLastGood()).isFalse();
    assertThat(ledger.due(POINTS, 10, after(66))).isEmpty();
    assertThat(ledger.due(POINTS, 10, after(67))).contains(MINUTELY);
  }

  @Test
  void aSaveWithEverybodyWaitingMakesAFailureGood() {
    ledger.tried(10, after(61));
    ledger.failed(after(62));
    ledger.saved(after(63));

    assertThat(ledger.isLastGood()).isTrue();
  }

  @Test
  void whatIsGivenUpIsNoFailure() {
    ledger.tried(10, after(61));
    ledger.givenUp(after(63));

    assertThat(ledger.isLastGood()).isTrue();
    assertThat(ledger.lastSeconds()).isEqualTo(2);
    assertThat(ledger.savedAtMs()).isEqualTo(START_MS);
  }

  @Test
  void aScheduledSaveWaitsAfterAFailureToo() {
    ledger.tried(0, after(1));
    ledger.failed(after(2));
    ledger.schedule();

    assertThat(ledger.isScheduledNow(after(6))).isFalse();
    assertThat(ledger.isScheduledNow(after(7))).isTrue();
    ledger.tried(0, after(7));
    assertThat(ledger.isScheduledNow(after(99))).isFalse();
  }

  @Test
  void tellsDurationsInSeconds() {
    assertThat(ledger.lastSeconds()).isEqualTo(-1);
    assertThat(ledger.presentSeconds(after(5))).isEqualTo(-1);
    ledger.tried(0, after(5));
    assertThat(ledger.presentSeconds(after(8))).isEqualTo(3);
    ledger.succeeded(after(9));
    assertThat(ledger.presentSeconds(after(9))).isEqualTo(-1);
    assertThat(ledger.lastSeconds()).isEqualTo(4);
    assertThat(ledger.saves()).isEqualTo(1);
  }
}
