package io.lockstep.keyspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScanTest {
  private final Keyspace keyspace = new Keyspace(1, 3);
  private final Database database = keyspace.database(0);
  private final Strings strings = Strings.in(keyspace);
  private final Map<String, Integer> visits = new HashMap<>();

  @AfterEach
  void validateWorld() {
    new World(keyspace).end();
  }

  private void visit(int record) {
    visits.merge(strings.key(record), 1, Integer::sum);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void returnsWhatStaysExactlyOnceAcrossSplitsAndMerges(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int staying = random.nextInt(1, 3_000);
    for (int n = 0; n < staying; n++) {
      strings.put("stay:" + n, "");
    }
    long cursor = 0;
    int round = 0;
    do {
      cursor = database.scan(cursor, 1 + random.nextInt(100), this::visit);
      churn(random, round++ / 20 % 2 == 0);
    } while (cursor != 0);
    for (int n = 0; n < staying; n++) {
      assertThat(visits).as("seed %d", seed).containsEntry("stay:" + n, 1);
    }
  }

  private void churn(SplittableRandom random, boolean growing) {
    for (int n = 0; n < 400; n++) {
      String key = "come:" + random.nextInt(30_000);
      if (growing) {
        strings.put(key, "");
      } else {
        strings.delete(key);
      }
    }
  }

  @Test
  void visitsAboutAsManyAsAskedFor() {
    for (int n = 0; n < 10_000; n++) {
      strings.put("key:" + n, "");
    }
    long cursor = 0;
    int calls = 0;
    do {
      int before = visits.size();
      cursor = database.scan(cursor, 10, this::visit);
      calls++;
      assertThat(visits.size() - before).isBetween(1, 12);
    } while (cursor != 0);
    assertThat(visits).hasSize(10_000);
    assertThat(calls).isBetween(990, 1_000);
  }

  @Test
  void endsAtCursorsThatCannotBe() {
    strings.put("a", "");
    assertThat(database.scan(1L << 32, 10, this::visit)).isZero();
    assertThat(database.scan(-1, 10, this::visit)).isZero();
    assertThat(visits).isEmpty();
  }

  @Test
  void drawsAllKeysWithTheSameChance() {
    for (int n = 0; n < 1_500; n++) {
      strings.put("key:" + n, "");
    }
    SplittableRandom random = new SplittableRandom(5);
    for (int draw = 0; draw < 1_500 * 200; draw++) {
      visit(database.randomRecord(random));
    }
    assertThat(visits).hasSize(1_500);
    // 200 each on average; six standard deviations are 85.
    assertThat(visits.values()).allSatisfy(count -> assertThat(count).isBetween(115, 285));
  }

  @Test
  void drawsNothingFromNothing() {
    SplittableRandom random = new SplittableRandom(5);
    assertThat(database.randomRecord(random)).isEqualTo(Database.NONE);
    assertThat(database.randomVolatileRecord(random)).isEqualTo(Database.NONE);
  }
}
