package io.lockstep.replication;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class HistoryTest {
  private static final String A = "a".repeat(40);
  private static final String B = "b".repeat(40);

  @Test
  void shiftKeepsTheOldHistoryUpToTheNextByte() {
    assertThat(History.adopted(A, 100).shift(B)).isEqualTo(new History(B, A, 101, 100));
  }

  @Test
  void renamingForgetsThePast() {
    assertThat(History.adopted(A, 100).shift(B).renamed(A)).isEqualTo(History.adopted(A, 100));
  }

  @Test
  void noPastIsFortyZeros() {
    assertThat(History.fresh(A).replid2()).isEqualTo("0".repeat(40));
    assertThat(History.fresh(A).secondOffset()).isEqualTo(-1);
    assertThat(History.fresh(A).isPrevious("0".repeat(40))).isFalse();
  }

  @Test
  void identifiersMatchInAnyCase() {
    assertThat(History.fresh(A).isCurrent("A".repeat(40))).isTrue();
    assertThat(History.fresh(A).shift(B).isPrevious("A".repeat(40))).isTrue();
  }

  @Test
  void randomIdentifiersHaveTheForm() {
    var random = new SplittableRandom(7);
    assertThat(History.isReplid(History.randomReplid(random))).isTrue();
    assertThat(History.isReplid("?")).isFalse();
    assertThat(History.isReplid("g".repeat(40))).isFalse();
  }
}
