package io.lockstep.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.SelectStrategy;
import org.junit.jupiter.api.Test;

class LingeringTest {

  private int looks;

  @Test
  void returnsWhatComesInWhileItLooks() throws Exception {
    Lingering lingering = new Lingering(Long.MAX_VALUE);

    assertThat(lingering.calculateStrategy(() -> ++looks < 5 ? 0 : 3, false)).isEqualTo(3);
  }

  @Test
  void doesNotLookWhereItMustNot() throws Exception {
    Lingering lingering = new Lingering(0);

    assertThat(sleep(lingering)).isEqualTo(SelectStrategy.SELECT);
    assertThat(looks).isZero();
  }

  @Test
  void looksOnceAndDoesNotWaitWhenThereAreTasks() throws Exception {
    Lingering lingering = new Lingering(Long.MAX_VALUE);

    assertThat(lingering.calculateStrategy(() -> looks++, true)).isZero();
    assertThat(looks).isOne();
  }

  @Test
  void looksEverMoreSeldomInVain() throws Exception {
    Lingering lingering = new Lingering(1);
    int looked = 0;

    for (int slept = 0; slept < 10_000; slept++) {
      looks = 0;
      assertThat(sleep(lingering)).isEqualTo(SelectStrategy.SELECT);
      looked += Math.min(looks, 1);
    }

    assertThat(looked).isBetween(10_000 / 257, 10_000 / 257 + 10);
  }

  @Test
  void looksEachTimeAgainOnceItHasPaid() throws Exception {
    Lingering lingering = new Lingering(1);
    for (int slept = 0; slept < 1_000; slept++) {
      sleep(lingering);
    }
    int ready = SelectStrategy.SELECT;
    while (ready == SelectStrategy.SELECT) {
      ready = lingering.calculateStrategy(() -> 1, false);
    }

    assertThat(lingering.calculateStrategy(() -> 2, false)).isEqualTo(2);
    looks = 0;
    sleep(lingering);
    assertThat(looks).isPositive();
  }

  private int sleep(Lingering lingering) throws Exception {
    return lingering.calculateStrategy(
        () -> {
          looks++;
          return 0;
        },
        false);
  }
}
