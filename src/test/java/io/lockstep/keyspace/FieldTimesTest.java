package io.lockstep.keyspace;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.memory.Element;
import io.lockstep.memory.Records;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Hashes whose fields run out under a virtual clock, against maps of the JDK, from seeds. */
class FieldTimesTest extends CollectionWorld<Map<String, FieldTimesTest.Field>> {

  record Field(String value, long expireAtMs) {
    Field with(String newValue) {
      return new Field(newValue, expireAtMs);
    }

    Field until(long ms) {
      return new Field(value, ms);
    }
  }

  private static final long NEVER = Records.NO_EXPIRY;

  private int names;
  private long nowMs = 1_000_000;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void holdsWhatWasPutUntilItRunsOut(long seed) {
    keyspace.limits().hashMaxListpackEntries = 8L << seed;
    names = 20 << (2 * seed);
    live(new Random(seed));
  }

  @Override
  void change(String key, Random random) {
    String field = random.nextBoolean() ? "f" + random.nextInt(names) : "" + random.nextInt(names);
    nowMs += random.nextInt(3);
    int record = find(key);
    switch (random.nextInt(10)) {
      case 0, 1, 2 -> put(key, field, value(random), NEVER);
      case 3 -> put(key, field, value(random), time(random));
      case 4 -> put(key, field, value(random), HashValue.SAME_EXPIRY);
      case 5, 6, 7 -> expireAt(record, key, field, random.nextInt(5) == 0 ? NEVER : time(random));
      case 8 -> remove(record, key, field);
      default -> removeExpired();
    }
    if (random.nextInt(16) == 0 && find(key) != Database.NONE) {
      checkTimes(keyspace.hashes().at(database, find(key)), modelOf(key));
      assertThat(database.timedHashes()).isEqualTo(countTimed());
    }
  }

  private static String value(Random random) {
    return "v".repeat(random.nextInt(70)) + random.nextInt();
  }

  /** Few moments, so that many fields share one. */
  private long time(Random random) {
    return nowMs + random.nextInt(40) * 50L;
  }

  private void put(String key, String field, String value, long expireAtMs) {
    int record = find(key);
    HashValue hash =
        record == Database.NONE
            ? keyspace.hashes().create(database, bytes(key), 0, key.length(), NEVER)
            : keyspace.hashes().at(database, record);
    byte[] name = bytes(field);
    boolean isNew = hash.put(name, 0, name.length, bytes(value), 0, value.length(), expireAtMs);
    Map<String, Field> expected = modelOf(key);
    Field former = expected.getOrDefault(field, new Field(value, NEVER));
    Field made =
        expireAtMs == HashValue.SAME_EXPIRY ? former.with(value) : new Field(value, expireAtMs);
    assertThat(isNew).isEqualTo(expected.put(field, made) == null);
    assertThat(hash.size()).isEqualTo(expected.size());
    assertThat(find(key)).isEqualTo(hash.record());
    checkFound(hash, field, made);
  }

  private static void checkFound(HashValue hash, String field, Field expected) {
    Element found = new Element();
    assertThat(hash.find(bytes(field), 0, field.length(), found)).isTrue();
    assertThat(text(found)).isEqualTo(expected.value());
    assertThat(hash.foundExpireAtMs()).isEqualTo(expected.expireAtMs());
  }

  private void expireAt(int record, String key, String field, long expireAtMs) {
    if (record == Database.NONE) {
      return;
    }
    HashValue hash = keyspace.hashes().at(database, record);
    Map<String, Field> expected = modelOf(key);
    boolean isThere = hash.expireAt(bytes(field), 0, field.length(), expireAtMs);
    assertThat(isThere).isEqualTo(expected.containsKey(field));
    if (isThere) {
      Field made = Objects.requireNonNull(expected.get(field)).until(expireAtMs);
      expected.put(field, made);
      checkFound(hash, field, made);
    }
    assertThat(find(key)).isEqualTo(hash.record());
  }

  private void remove(int record, String key, String field) {
    if (record == Database.NONE) {
      return;
    }
    HashValue hash = keyspace.hashes().at(database, record);
    boolean removed = hash.remove(bytes(field), 0, field.length());
    assertThat(removed).isEqualTo(modelOf(key).remove(field) != null);
    if (hash.size() == 0) {
      dropEmpty(key, hash.record());
    }
  }

  /** Takes the fields that have run out in the order of their times, some of them. */
  private void removeExpired() {
    Element name = new Element();
    for (int left = 3; left > 0; left--) {
      int record = database.hashWithFieldBefore(nowMs);
      if (record == Database.NONE) {
        return;
      }
      String key =
          new String(keyspace.records().key(record), java.nio.charset.StandardCharsets.ISO_8859_1);
      HashValue hash = keyspace.hashes().at(database, record);
      hash.soonest(name);
      String field = text(name);
      assertThat(Objects.requireNonNull(modelOf(key).get(field)).expireAtMs())
          .isEqualTo(hash.soonestMs())
          .isEqualTo(soonest(modelOf(key)))
          .isLessThan(nowMs);
      remove(record, key, field);
    }
  }

  private void checkTimes(HashValue hash, Map<String, Field> expected) {
    assertThat(hash.soonestMs()).isEqualTo(soonest(expected));
    assertThat(hash.countBefore(nowMs)).isEqualTo(countBefore(expected, nowMs));
    assertThat(new HashReader(keyspace.records()).soonestMs(hash.record()))
        .isEqualTo(soonest(expected));
  }

  private long countTimed() {
    HashReader reader = new HashReader(keyspace.records());
    long[] timed = {0};
    database.forEach(record -> timed[0] += reader.soonestMs(record) == NEVER ? 0 : 1);
    return timed[0];
  }

  private static long soonest(Map<String, Field> hash) {
    return hash.values().stream()
        .mapToLong(Field::expireAtMs)
        .filter(at -> at != NEVER)
        .min()
        .orElse(NEVER);
  }

  private static long countBefore(Map<String, Field> hash, long ms) {
    return hash.values().stream()
        .filter(field -> field.expireAtMs() != NEVER && field.expireAtMs() < ms)
        .count();
  }

  @Override
  Map<String, Field> empty() {
    return new TreeMap<>();
  }

  @Override
  Map<String, Field> copyOf(Map<String, Field> hash) {
    return new TreeMap<>(hash);
  }

  @Override
  Map<String, Field> read(Records records, int record) {
    Map<String, Field> fields = new TreeMap<>();
    new HashReader(records)
        .forEachTimed(
            record,
            (field, value, at) ->
                assertThat(fields.put(text(field), new Field(text(value), at))).isNull());
    return fields;
  }
}
