package io.lockstep.replication;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TransitionLogTest {
  @Test
  void keepsTheLatestInOrderAndCountsAll() {
    var log = new TransitionLog(2);
    for (int i = 1; i <= 3; i++) {
      log.record(new Transition(i, "CONNECT", "CONNECTING", "due", -1));
    }
    assertThat(log.latest()).extracting(Transition::atMs).containsExactly(2L, 3L);
    assertThat(log.recorded()).isEqualTo(3);
  }
}
