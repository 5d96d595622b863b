package io.lockstep.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.engine.SwapRoom.Verdict;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SwapRoomTest {

  @ParameterizedTest
  @CsvSource({
    "40, 60, 100, BESIDE",
    "40, 61, 100, FLUSH_FIRST",
    "101, 1, 100, FLUSH_FIRST",
    "0, 500, 100, BESIDE",
    "40, -1, 10, UNKNOWN",
    "40, 0, 10, UNKNOWN",
    "40, 60, 0, UNKNOWN",
    "40, 9223372036854775807, 100, FLUSH_FIRST",
    "9223372036854775807, 9223372036854775807, 9223372036854775807, FLUSH_FIRST",
  })
  void dataStaysWhereBothFitOrNobodyKnows(long own, long coming, long limit, Verdict verdict) {
    assertThat(new SwapRoom(own, coming, limit).verdict(false)).isEqualTo(verdict);
  }

  @Test
  void whatMayBeTheLastGoodCopyStays() {
    assertThat(new SwapRoom(40, 61, 100).verdict(true)).isEqualTo(Verdict.PROTECTED);
    assertThat(new SwapRoom(40, 60, 100).verdict(true)).isEqualTo(Verdict.BESIDE);
    assertThat(new SwapRoom(40, -1, 100).verdict(true)).isEqualTo(Verdict.UNKNOWN);
  }
}
