package io.lockstep.keyspace;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.memory.RecordType;
import io.lockstep.memory.Records;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabaseTest {
  private final Keyspace keyspace = new Keyspace(2, 7);
  private final Records records = keyspace.records();
  private final Database database = keyspace.database(0);
  private final Strings strings = Strings.in(keyspace);

  @AfterEach
  void validateWorld() {
    new World(keyspace).end();
  }

  @Test
  void costsNothingWhenEmpty() {
    assertThat(keyspace.bytesReserved()).isZero();
    strings.put("a", "1");
    strings.delete("a");
    assertThat(keyspace.bytesInUse()).isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "0,0",
    "1,0",
    "0,1",
    "4095,10",
    "4096,10",
    "10,1048575",
    "10,1048576",
    "5000,2000000",
    "70000,70000",
    "3,2097152",
    "100,5000000"
  })
  void keepsKeysAndValuesOfAnyLength(int keyLength, int valueLength) {
    byte[] key = filled(keyLength, 'k');
    byte[] value = filled(valueLength, 'v');
    for (long expireAtMs : new long[] {-1, 0, 1234567890123L}) {
      int record = database.putString(key, 0, keyLength, value, 0, valueLength, expireAtMs);
      assertThat(database.find(key, 0, keyLength)).isEqualTo(record);
      assertThat(records.key(record)).isEqualTo(key);
      assertThat(records.value(record)).isEqualTo(value);
      assertThat(records.expireAtMs(record)).isEqualTo(expireAtMs);
      assertThat(records.type(record)).isEqualTo(RecordType.STRING);
    }
    assertThat(database.size()).isOne();
  }

  @Test
  void fetchingAheadReadsAndChangesNothing() {
    for (int i = 0; i < 10_000; i++) {
      strings.put(i % 100 == 0 ? "" : "key:" + i, i % 3 == 0 ? "" : "v".repeat(i % 700));
    }
    database.putString(filled(9, 'h'), 0, 9, filled(5_000_000, 'v'), 0, 5_000_000, -1);
    long size = database.size();
    int read = 0;
    int[] hashes = new int[16];

    for (int i = 0; i < 20_000; i += hashes.length) {
      for (int k = 0; k < hashes.length; k++) {
        byte[] key = k == 0 ? filled(i % 32 / 16 * 9, 'h') : ("key:" + (i + k)).getBytes(US_ASCII);
        hashes[k] = database.hashOf(key, 0, key.length);
      }
      read |= database.fetch(hashes, hashes.length);
    }

    assertThat(database.size()).isEqualTo(size);
    assertThat(read).isNotZero();
    assertThat(keyspace.database(1).fetch(hashes, hashes.length)).as("an empty one").isZero();
  }

  private static byte[] filled(int length, char content) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) content);
    return bytes;
  }

  @Test
  void tellsKeysApartThatDifferInTheLastByte() {
    for (int length = 1; length < 40; length++) {
      strings.put("x".repeat(length) + "a", "1");
      assertThat(strings.find("x".repeat(length) + "b")).isEqualTo(Database.NONE);
    }
  }

  @Test
  void growsAValueWithZerosThroughAllLayouts() {
    int record = strings.put("k", "abc", 99);
    for (int length = 4; length < 6_000_000; length = length * 3 + 1) {
      record = database.resizeValue(record, length);
      byte[] expected = Arrays.copyOf(new byte[] {'a', 'b', 'c'}, length);
      assertThat(records.value(record)).isEqualTo(expected);
      assertThat(records.expireAtMs(record)).isEqualTo(99);
    }
    record = database.resizeValue(record, 2);
    assertThat(strings.value(record)).isEqualTo("ab");
    assertThat(strings.find("k")).isEqualTo(record);
  }

  @Test
  void zeroesWhatWasCutOffBefore() {
    int record = strings.put("k", "abcdef");
    record = database.resizeValue(record, 2);
    record = database.resizeValue(record, 6);
    assertThat(records.value(record)).isEqualTo(new byte[] {'a', 'b', 0, 0, 0, 0});
  }

  @Test
  void keepsARecordInPlaceWhenTheSizeClassStays() {
    int record = strings.put("k", "abcde");
    assertThat(strings.put("k", "abcd")).isEqualTo(record);
    assertThat(database.resizeValue(record, 6)).isEqualTo(record);
  }

  @Test
  void doesNotTouchARecordThatASnapshotSees() {
    int record = strings.put("k", "abc", 5);
    try (Snapshot snapshot = keyspace.openSnapshot()) {
      int resized = database.resizeValue(record, 3);
      int expiring = database.expireAt(resized, 6);
      assertThat(resized).isNotEqualTo(record);
      assertThat(expiring).isEqualTo(resized);
      assertThat(snapshot.records().expireAtMs(record)).isEqualTo(5);
    }
  }

  @Test
  void remembersThatAValueIsRawUntilItIsSetAgain() {
    int record = database.resizeValue(strings.put("k", "abc"), 4);
    records.markRaw(record);
    record = database.expireAt(record, 5);
    assertThat(records.isRaw(record)).isTrue();
    assertThat(records.isRaw(strings.put("k", "abc"))).isFalse();
  }

  @Test
  void keepsTheTimeOfExpiryWhenAsked() {
    strings.put("k", "abc", 5);
    int record = database.putStringKeepingExpiry(new byte[] {'k'}, 0, 1, new byte[9], 0, 9);
    assertThat(records.expireAtMs(record)).isEqualTo(5);
    assertThat(database.replacedExpireAtMs()).isEqualTo(5);
    assertThat(database.volatileSize()).isOne();
  }

  @Test
  void renamesOverAnotherKey() {
    strings.put("b", "2", 10);
    int record = strings.put("a", "1");
    int renamed = database.rename(record, new byte[] {'b'}, 0, 1);
    assertThat(strings.value(renamed)).isEqualTo("1");
    assertThat(database.replaced()).isTrue();
    assertThat(database.size()).isOne();
    assertThat(database.volatileSize()).isZero();
  }

  @Test
  void givesMemoryBackWhenKeysAreDeleted() {
    for (int n = 0; n < 200_000; n++) {
      strings.put("key:" + n, "value");
    }
    long grown = database.tableBytes();
    for (int n = 0; n < 199_990; n++) {
      strings.delete("key:" + n);
    }
    assertThat(grown).isGreaterThan(200_000 * 8L);
    assertThat(database.tableBytes()).isLessThan(1024);
    for (int n = 199_990; n < 200_000; n++) {
      strings.delete("key:" + n);
    }
    assertThat(keyspace.bytesInUse()).isZero();
  }

  @Test
  void loadsMoreThanWasExpected() {
    database.expect(5_000, 0);
    for (int n = 0; n < 50_000; n++) {
      strings.put("key:" + n, "value");
    }
    assertThat(database.size()).isEqualTo(50_000);
  }

  @Test
  void shrinksBackFromAnExpectationThatWasWrong() {
    database.expect(10_000_000, 1_000_000);
    strings.put("a", "1", 4);
    strings.delete("a");
    assertThat(keyspace.bytesInUse()).isZero();
  }

  @Test
  void clearsWhileASnapshotGoesOnReading() {
    for (int n = 0; n < 3_000; n++) {
      strings.put("key:" + n, "value");
    }
    Snapshot snapshot = keyspace.openSnapshot();
    keyspace.clear();
    strings.put("new", "1");
    keyspace.releaseRetired(100_000);
    int[] seen = new int[1];
    snapshot.forEach(0, record -> seen[0] += snapshot.records().valueLength(record));
    assertThat(seen[0]).isEqualTo(3_000 * 5);
    snapshot.close();
  }

  @Test
  void clearsOneDatabaseAndLeavesTheOther() {
    strings.put("a", "1", 9);
    new Strings(keyspace, keyspace.database(1)).put("b", "2");
    keyspace.clear(0);
    new World(keyspace).release();
    assertThat(database.size()).isZero();
    assertThat(database.volatileSize()).isZero();
    assertThat(keyspace.database(1).size()).isOne();
    new World(keyspace).validate();
    keyspace.clear(1);
    assertThat(keyspace.bytesInUse()).isZero();
  }
}
