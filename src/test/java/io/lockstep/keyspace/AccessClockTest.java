package io.lockstep.keyspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AccessClockTest {
  private static final int MINUTE_MS = 60_000;

  private final Keyspace keyspace = new Keyspace(1, 3);
  private final AccessClock clock = keyspace.accessClock();
  private final Strings strings = Strings.in(keyspace);
  private final SplittableRandom random = new SplittableRandom(1);

  @AfterEach
  void validateWorld() {
    new World(keyspace).end();
  }

  private int bits(int record) {
    return keyspace.records().accessClock(record);
  }

  @Test
  void countsIdleSecondsSinceTheLastTouch() {
    clock.advance(1_700_000_000_000L);
    int record = strings.put("k", "v");
    clock.advance(1_700_000_100_000L);
    assertThat(clock.idleSeconds(bits(record))).isEqualTo(100);
    clock.touch(keyspace.records(), record, random);
    assertThat(clock.idleSeconds(bits(record))).isZero();
  }

  @Test
  void countsIdleSecondsAcrossTheWrapOfTheClock() {
    clock.advance(((1L << 24) - 10) * 1000);
    int bits = clock.initial();
    clock.advance(((1L << 24) + 10) * 1000);
    assertThat(clock.idleSeconds(bits)).isEqualTo(20);
    assertThat(clock.idleSeconds(clock.ofIdleSeconds(77))).isEqualTo(77);
  }

  @Test
  void countsAccessesLogarithmically() {
    clock.byFrequency(true);
    int record = strings.put("k", "v");
    for (int access = 0; access < 100_000; access++) {
      clock.touch(keyspace.records(), record, random);
    }
    // Redis' documentation of lfu-log-factor 10: about 142 after 100 K hits.
    assertThat(clock.frequency(bits(record))).isBetween(125, 160);
  }

  @Test
  void forgetsOneAccessPerDecayTime() {
    clock.byFrequency(true);
    int bits = clock.ofFrequency(50);
    clock.advance(7 * MINUTE_MS);
    assertThat(clock.frequency(bits)).isEqualTo(43);
    clock.frequencyRules(10, 2);
    assertThat(clock.frequency(bits)).isEqualTo(47);
    clock.frequencyRules(10, 0);
    assertThat(clock.frequency(bits)).isEqualTo(50);
  }

  @Test
  void keepsTheFrequencyOfAKeyThatIsSetAgain() {
    clock.byFrequency(true);
    int record = strings.put("k", "v");
    keyspace.records().accessClock(record, clock.ofFrequency(50));
    assertThat(clock.frequency(bits(strings.put("k", "w")))).isEqualTo(50);
  }
}
