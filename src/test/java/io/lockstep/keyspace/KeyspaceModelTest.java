package io.lockstep.keyspace;

import static io.lockstep.memory.Records.NO_EXPIRY;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.memory.Records;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random operations on a keyspace and on maps, with snapshots that are read on other threads. */
class KeyspaceModelTest {
  private static final int DATABASES = 3;
  private static final int STEPS = 1_000_000;

  @SuppressWarnings("ArrayRecordComponent") // never compared by equals
  private record Entry(byte[] value, long expireAtMs) {}

  private record Reading(Snapshot snapshot, Future<?> outcome) {}

  private final ExecutorService readers = Executors.newFixedThreadPool(2);
  private final ArrayDeque<Reading> readings = new ArrayDeque<>();
  private final List<Map<String, Entry>> model = new ArrayList<>();
  private Keyspace keyspace = new Keyspace(DATABASES, 0);
  private Records records = keyspace.records();
  private SplittableRandom random = new SplittableRandom(0);
  private int keys;

  @AfterEach
  void stopReaders() {
    readers.shutdownNow();
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13})
  void agreesWithMapsAndItsSnapshotsWithTheirMoments(long seed) throws Exception {
    keyspace = new Keyspace(DATABASES, seed * 31);
    records = keyspace.records();
    random = new SplittableRandom(seed);
    for (int index = 0; index < DATABASES; index++) {
      model.add(new HashMap<>());
    }
    try {
      for (int step = 0; step < STEPS; step++) {
        step(step);
      }
      finish();
    } catch (AssertionError | RuntimeException failure) {
      throw new AssertionError("seed " + seed, failure);
    }
  }

  private void step(int step) throws Exception {
    keys = 50 + step / 100_000 % 3 * 6000;
    boolean shrinking = step / 50_000 % 2 == 1;
    int index = random.nextInt(DATABASES);
    String key = "key:" + random.nextInt(keys);
    int dice = random.nextInt(100);
    if (dice < (shrinking ? 15 : 40)) {
      put(index, key);
    } else if (dice < (shrinking ? 70 : 50)) {
      delete(index, key);
    } else {
      change(index, key);
    }
    if (step % 5_000 == 0) {
      openSnapshot();
    }
    if (step % 7_000 == 0 || readings.size() > 3) {
      closeSnapshot();
    }
    if (random.nextInt(20) == 0) {
      keyspace.releaseRetired(random.nextInt(100));
    }
    doRarely(random.nextInt(300_000));
  }

  private void doRarely(int dice) {
    if (dice == 0) {
      keyspace.clear();
      model.forEach(Map::clear);
    } else if (dice <= DATABASES) {
      keyspace.database(dice - 1).clear();
      model.get(dice - 1).clear();
    } else if (dice < 10) {
      keyspace.swapDatabases(0, dice % DATABASES);
      Collections.swap(model, 0, dice % DATABASES);
    }
  }

  private void put(int index, String key) {
    byte[] name = key.getBytes(US_ASCII);
    byte[] value = value();
    long expireAtMs = random.nextInt(4) == 0 ? random.nextLong(1L << 42) : NO_EXPIRY;
    Database database = keyspace.database(index);
    int record = database.putString(name, 0, name.length, value, 0, value.length, expireAtMs);
    Entry entry = new Entry(value, expireAtMs);
    Entry old = model.get(index).put(key, entry);
    assertThat(database.replaced()).isEqualTo(old != null);
    assertThat(database.replacedExpireAtMs()).isEqualTo(old == null ? -1 : old.expireAtMs);
    check(record, key, entry);
  }

  private byte[] value() {
    int kind = random.nextInt(10_000);
    int length =
        kind == 0
            ? random.nextInt(3_000_000)
            : kind < 100 ? random.nextInt(6000) : random.nextInt(90);
    byte[] value = new byte[length];
    Arrays.fill(value, (byte) random.nextInt());
    return value;
  }

  private void delete(int index, String key) {
    byte[] name = key.getBytes(US_ASCII);
    boolean deleted = keyspace.database(index).delete(name, 0, name.length);
    assertThat(deleted).isEqualTo(model.get(index).remove(key) != null);
  }

  private void change(int index, String key) {
    byte[] name = key.getBytes(US_ASCII);
    int record = keyspace.database(index).find(name, 0, name.length);
    Entry entry = model.get(index).get(key);
    if (entry == null) {
      assertThat(record).isEqualTo(Database.NONE);
      return;
    }
    check(record, key, entry);
    switch (random.nextInt(7)) {
      case 0 -> resize(index, key, record, entry);
      case 1 -> expire(index, key, record, entry);
      case 2 -> persist(index, key, record, entry);
      case 3 -> rename(index, key, record, entry);
      case 4 -> copy(index, key, record, entry);
      case 5 -> move(index, key, record, entry);
      default -> records.accessClock(record, random.nextInt(1 << 24));
    }
  }

  private void resize(int index, String key, int record, Entry entry) {
    int length = Math.max(0, entry.value.length + random.nextInt(-40, 60));
    int resized = keyspace.database(index).resizeValue(record, length);
    byte[] value = Arrays.copyOf(entry.value, length);
    if (length > 0) {
      value[0] = (byte) random.nextInt();
      records.segment(resized).set(JAVA_BYTE, records.valueOffset(resized), value[0]);
    }
    replace(index, key, resized, new Entry(value, entry.expireAtMs));
  }

  private void expire(int index, String key, int record, Entry entry) {
    long atMs = random.nextLong(1L << 42);
    int expiring = keyspace.database(index).expireAt(record, atMs);
    replace(index, key, expiring, new Entry(entry.value, atMs));
  }

  private void persist(int index, String key, int record, Entry entry) {
    int persistent = keyspace.database(index).persist(record);
    replace(index, key, persistent, new Entry(entry.value, NO_EXPIRY));
  }

  private void rename(int index, String key, int record, Entry entry) {
    String newKey = "key:" + random.nextInt(keys);
    byte[] name = newKey.getBytes(US_ASCII);
    int renamed = keyspace.database(index).rename(record, name, 0, name.length);
    model.get(index).remove(key);
    replace(index, newKey, renamed, entry);
  }

  private void copy(int index, String key, int record, Entry entry) {
    int target = random.nextInt(DATABASES);
    String newKey = "copy:" + random.nextInt(keys);
    if (target == index && newKey.equals(key)) {
      return;
    }
    byte[] name = newKey.getBytes(US_ASCII);
    Database to = keyspace.database(target);
    int copied = keyspace.database(index).copy(record, to, name, 0, name.length);
    replace(target, newKey, copied, entry);
  }

  private void move(int index, String key, int record, Entry entry) {
    int target = (index + 1) % DATABASES;
    if (!model.get(target).containsKey(key)) {
      int moved = keyspace.database(index).move(record, keyspace.database(target));
      model.get(index).remove(key);
      replace(target, key, moved, entry);
    }
  }

  private void replace(int index, String key, int record, Entry entry) {
    model.get(index).put(key, entry);
    byte[] name = key.getBytes(US_ASCII);
    assertThat(keyspace.database(index).find(name, 0, name.length)).isEqualTo(record);
    check(record, key, entry);
  }

  private void check(int record, String key, Entry entry) {
    if (!agrees(records, record, key, entry)) {
      throw new AssertionError("record of " + key + " is not as it was written");
    }
  }

  private static boolean agrees(Records records, int record, String key, Entry entry) {
    return Arrays.equals(records.key(record), key.getBytes(US_ASCII))
        && Arrays.equals(records.value(record), entry.value)
        && records.expireAtMs(record) == entry.expireAtMs;
  }

  private void openSnapshot() {
    List<Map<String, Entry>> moment = new ArrayList<>();
    model.forEach(map -> moment.add(new HashMap<>(map)));
    Snapshot snapshot = keyspace.openSnapshot();
    readings.add(new Reading(snapshot, readers.submit(() -> compare(snapshot, moment))));
  }

  private static void compare(Snapshot snapshot, List<Map<String, Entry>> moment) {
    for (int index = 0; index < DATABASES; index++) {
      Map<String, Entry> left = moment.get(index);
      assertThat(snapshot.size(index)).isEqualTo(left.size());
      assertThat(snapshot.volatileSize(index))
          .isEqualTo(left.values().stream().filter(e -> e.expireAtMs != NO_EXPIRY).count());
      snapshot.forEach(index, record -> remove(snapshot.records(), record, left));
      assertThat(left).isEmpty();
    }
  }

  private static void remove(Records records, int record, Map<String, Entry> left) {
    String key = new String(records.key(record), US_ASCII);
    Entry entry = left.remove(key);
    if (entry == null || !agrees(records, record, key, entry)) {
      throw new AssertionError("snapshot shows another record of " + key);
    }
  }

  private void closeSnapshot() throws Exception {
    Reading reading = random.nextBoolean() ? readings.pollFirst() : readings.pollLast();
    if (reading != null) {
      reading.outcome.get();
      reading.snapshot.close();
    }
  }

  private void finish() throws Exception {
    for (int index = 0; index < DATABASES; index++) {
      assertThat(keyspace.database(index).size()).isEqualTo(model.get(index).size());
    }
    while (!readings.isEmpty()) {
      closeSnapshot();
    }
    World world = new World(keyspace);
    world.release();
    assertThat(keyspace.bytesRetired()).isZero();
    world.end();
  }
}
