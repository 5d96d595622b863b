package io.lockstep.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OverrunsTest {

  private final Overruns overruns = new Overruns();

  @Test
  void countsUntilTheReplicaHasCaughtUp() {
    overruns.note("a:1");
    overruns.note("a:1");
    assertThat(overruns.of("a:1")).isEqualTo(2);
    assertThat(overruns.of("b:1")).isZero();
    overruns.forget("a:1");
    assertThat(overruns.of("a:1")).isZero();
  }

  @Test
  void remembersNoMoreReplicasThanItsLimit() {
    for (int i = 0; i < 1_000; i++) {
      overruns.note("a:" + i);
    }
    assertThat(overruns.of("a:0")).isZero();
    assertThat(overruns.of("a:999")).isEqualTo(1);
  }
}
