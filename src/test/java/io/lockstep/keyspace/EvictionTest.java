package io.lockstep.keyspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EvictionTest {
  private static final RecordVictims DELETE = Database::delete;
  private static final int KEYS = 2_000;

  private final Keyspace keyspace = new Keyspace(2, 3);
  private final Eviction eviction = new Eviction(keyspace, new SplittableRandom(8));
  private final Strings strings = Strings.in(keyspace);

  @AfterEach
  void validateWorld() {
    new World(keyspace).end();
  }

  private void evict(int keys) {
    for (int n = 0; n < keys; n++) {
      assertThat(eviction.evictOne(DELETE)).isTrue();
    }
  }

  private long survivors(int from, int to) {
    long count = 0;
    for (int n = from; n < to; n++) {
      count += strings.find("key:" + n) == Database.NONE ? 0 : 1;
    }
    return count;
  }

  @Test
  void evictsNothingByDefault() {
    strings.put("a", "1", 5);
    assertThat(eviction.evictOne(DELETE)).isFalse();
  }

  @ParameterizedTest
  @EnumSource(EvictionPolicy.class)
  void evictsWhatItMayAndNothingElse(EvictionPolicy policy) {
    eviction.rules(policy, 5);
    for (int n = 0; n < 100; n++) {
      strings.put("key:" + n, "1", n % 2 == 0 ? 1_000 + n : -1);
      new Strings(keyspace, keyspace.database(1)).put("other:" + n, "1", 1_000);
    }
    int evicted = 0;
    while (eviction.evictOne(DELETE)) {
      evicted++;
    }
    int expected = policy == EvictionPolicy.NOEVICTION ? 0 : policy.onlyVolatile() ? 150 : 200;
    assertThat(evicted).isEqualTo(expected);
  }

  @Test
  void prefersKeysThatWereNotUsedForLong() {
    eviction.rules(EvictionPolicy.ALLKEYS_LRU, 10);
    for (int n = 0; n < KEYS; n++) {
      keyspace.accessClock().advance(n * 1000L);
      strings.put("key:" + n, "value");
    }
    evict(KEYS / 2);
    assertThat(survivors(KEYS / 2, KEYS)).isGreaterThan(KEYS * 40 / 100);
  }

  @Test
  void prefersKeysThatWereNotUsedOften() {
    eviction.rules(EvictionPolicy.ALLKEYS_LFU, 10);
    for (int n = 0; n < KEYS; n++) {
      int record = strings.put("key:" + n, "value");
      int counter = n < KEYS / 2 ? 3 : 100;
      keyspace.records().accessClock(record, keyspace.accessClock().ofFrequency(counter));
    }
    evict(KEYS / 2);
    assertThat(survivors(KEYS / 2, KEYS)).isGreaterThan(KEYS * 40 / 100);
  }

  @Test
  void prefersKeysThatExpireSoon() {
    eviction.rules(EvictionPolicy.VOLATILE_TTL, 10);
    for (int n = 0; n < KEYS; n++) {
      strings.put("key:" + n, "value", 1_000_000 + n);
    }
    evict(KEYS / 2);
    assertThat(survivors(KEYS / 2, KEYS)).isGreaterThan(KEYS * 40 / 100);
  }
}
