package io.lockstep.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SyncPausesTest {

  private static final long LONGEST_MS = 30_000;

  private final SyncPauses pauses = new SyncPauses();

  @Test
  void nobodyWaitsWhoNeverBrokeOff() {
    assertThat(pauses.isOver("a:1", 0)).isTrue();
  }

  @Test
  void eachBreakDoublesThePauseUpToTheLongest() {
    long nowMs = 0;
    long[] expected = {250, 500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000};
    for (long pauseMs : expected) {
      assertThat(pauses.brokeOff("a:1", nowMs, LONGEST_MS)).isEqualTo(pauseMs);
      assertThat(pauses.isOver("a:1", nowMs + pauseMs - 1)).isFalse();
      nowMs += pauseMs;
      assertThat(pauses.isOver("a:1", nowMs)).isTrue();
    }
    assertThat(pauses.isOver("b:1", 0)).isTrue();
  }

  @Test
  void whoAcknowledgesStartsAnew() {
    pauses.brokeOff("a:1", 0, LONGEST_MS);
    pauses.forget("a:1");
    assertThat(pauses.isOver("a:1", 0)).isTrue();
    assertThat(pauses.brokeOff("a:1", 0, LONGEST_MS)).isEqualTo(250);
  }

  @Test
  void whoStayedAwayForLongStartsAnew() {
    pauses.brokeOff("a:1", 0, LONGEST_MS);
    assertThat(pauses.brokeOff("a:1", 250 + LONGEST_MS, LONGEST_MS)).isEqualTo(500);
    assertThat(pauses.brokeOff("a:1", 751 + 2 * LONGEST_MS, LONGEST_MS)).isEqualTo(250);
  }

  @Test
  void noPauseIsLongerThanNoneWhereNoneIsAllowed() {
    assertThat(pauses.brokeOff("a:1", 0, 0)).isZero();
    assertThat(pauses.isOver("a:1", 0)).isTrue();
  }

  @Test
  void remembersNoMoreReplicasThanItsLimit() {
    for (int i = 0; i < 1_000; i++) {
      pauses.brokeOff("a:" + i, 0, LONGEST_MS);
    }
    assertThat(pauses.isOver("a:0", 0)).isTrue();
    assertThat(pauses.isOver("a:999", 0)).isFalse();
  }
}
