package io.lockstep.keyspace;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ExpiryTest {
  private static final RecordVictims DELETE = Database::delete;

  private final Keyspace keyspace = new Keyspace(4, 3);
  private final Expiry expiry = new Expiry(keyspace);

  @AfterEach
  void validateWorld() {
    new World(keyspace).end();
  }

  private Strings database(int index) {
    return new Strings(keyspace, keyspace.database(index));
  }

  private void fill(int index, int keys, long expireAtMs) {
    for (int n = 0; n < keys; n++) {
      database(index).put("key:" + expireAtMs + ":" + n, "value", expireAtMs);
    }
  }

  @Test
  void staysWithADatabaseWhileMuchOfItIsStale() {
    fill(0, 1_000, 50);
    assertThat(expiry.cycle(51, 100_000, DELETE)).isEqualTo(1_000);
    assertThat(keyspace.database(0).size()).isZero();
  }

  @Test
  void stopsAfterOneLoopWhenLittleIsStale() {
    fill(0, 1_000, 50);
    assertThat(expiry.cycle(50, 100_000, DELETE)).isZero();
    assertThat(keyspace.database(0).size()).isEqualTo(1_000);
    assertThat(expiry.stalePercent()).isZero();
  }

  @Test
  void doesNotExceedItsEffortByMoreThanOneLoop() {
    fill(0, 1_000, 50);
    assertThat(expiry.cycle(51, 100, DELETE)).isBetween(100, 120);
  }

  @Test
  void goesOnWithTheNextDatabase() {
    fill(0, 500, 50);
    fill(2, 500, 50);
    expiry.cycle(51, 20, DELETE);
    expiry.cycle(51, 20, DELETE);
    assertThat(keyspace.database(0).size()).isEqualTo(480);
    assertThat(keyspace.database(2).size()).isEqualTo(480);
  }

  @Test
  void findsAllStaleKeysAmongOthersInTheEnd() {
    fill(0, 2_000, 1_000_000);
    fill(0, 50, 50);
    for (int call = 0; call < 110; call++) {
      expiry.cycle(51, 100, DELETE);
    }
    assertThat(keyspace.database(0).size()).isEqualTo(2_000);
  }

  @Test
  void leavesKeysWithoutExpiryAlone() {
    fill(0, 100, -1);
    assertThat(expiry.cycle(Long.MAX_VALUE, 1_000, DELETE)).isZero();
  }

  @Test
  void averagesTheTimeToLive() {
    fill(1, 100, 5_000);
    expiry.cycle(1_000, 100, DELETE);
    assertThat(keyspace.database(1).averageTtlMs()).isEqualTo(4_000);
  }
}
