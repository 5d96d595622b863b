package io.lockstep.keyspace;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.memory.Element;
import io.lockstep.memory.RecordType;
import io.lockstep.memory.Records;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Hashes against maps of the JDK, from seeds, with snapshots that are read while they change. */
class HashValueTest {

  private static final int STEPS = 60_000;
  private static final int KEYS = 5;

  /** A snapshot and what it must show. */
  private record Moment(Snapshot snapshot, Map<String, Map<String, String>> expected) {}

  private final Keyspace keyspace = new Keyspace(1, 42);
  private final Database database = keyspace.database(0);
  private final Map<String, Map<String, String>> model = new HashMap<>();
  private final List<Moment> moments = new ArrayList<>();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void holdsWhatWasPut(long seed) {
    Random random = new Random(seed);
    keyspace.limits().hashMaxListpackEntries = 8L << seed;
    int names = 20 << (2 * seed);
    for (int step = 0; step < STEPS; step++) {
      change("key" + random.nextInt(KEYS), random, names);
      snapshots(random);
      if (step % 97 == 0) {
        keyspace.releaseRetired(100);
      }
      if (step % 5000 == 0) {
        assertThat(contents(database, keyspace.records())).isEqualTo(model);
      }
    }
    assertThat(contents(database, keyspace.records())).isEqualTo(model);
    nothingIsLost();
  }

  private void change(String key, Random random, int names) {
    String field = random.nextBoolean() ? "f" + random.nextInt(names) : "" + random.nextInt(names);
    switch (random.nextInt(100)) {
      case 0 -> delete(key);
      case 1 -> copy(key, "key" + random.nextInt(KEYS));
      case 2 -> rename(key, "key" + random.nextInt(KEYS));
      case 3 -> expire(key, random.nextInt(2));
      default -> {
        if (random.nextInt(100) < 60) {
          put(key, field, "v".repeat(random.nextInt(70)) + random.nextInt());
        } else {
          remove(key, field);
        }
      }
    }
  }

  private Map<String, String> modelOf(String key) {
    return Objects.requireNonNull(model.get(key));
  }

  private int find(String key) {
    return database.find(bytes(key), 0, key.length());
  }

  private void put(String key, String field, String value) {
    int record = find(key);
    HashValue hash =
        record == Database.NONE
            ? keyspace.hashes().create(database, bytes(key), 0, key.length(), Records.NO_EXPIRY)
            : keyspace.hashes().at(database, record);
    boolean isNew = hash.put(bytes(field), 0, field.length(), bytes(value), 0, value.length());
    Map<String, String> expected = model.computeIfAbsent(key, _ -> new TreeMap<>());
    assertThat(isNew).isEqualTo(expected.put(field, value) == null);
    assertThat(hash.size()).isEqualTo(expected.size());
    assertThat(find(key)).isEqualTo(hash.record());
    Element found = new Element();
    assertThat(hash.find(bytes(field), 0, field.length(), found)).isTrue();
    assertThat(text(found)).isEqualTo(value);
  }

  private void remove(String key, String field) {
    int record = find(key);
    if (record == Database.NONE) {
      return;
    }
    HashValue hash = keyspace.hashes().at(database, record);
    boolean removed = hash.remove(bytes(field), 0, field.length());
    assertThat(removed).isEqualTo(modelOf(key).remove(field) != null);
    if (hash.size() == 0) {
      database.delete(hash.record());
      model.remove(key);
    }
  }

  private void delete(String key) {
    assertThat(database.delete(bytes(key), 0, key.length())).isEqualTo(model.remove(key) != null);
  }

  private void copy(String from, String to) {
    int record = find(from);
    if (record != Database.NONE && !from.equals(to)) {
      database.copy(record, database, bytes(to), 0, to.length());
      model.put(to, new TreeMap<>(modelOf(from)));
    }
  }

  private void rename(String from, String to) {
    int record = find(from);
    if (record != Database.NONE && !from.equals(to)) {
      database.rename(record, bytes(to), 0, to.length());
      model.put(to, modelOf(from));
      model.remove(from);
    }
  }

  private void expire(String key, long at) {
    int record = find(key);
    if (record != Database.NONE) {
      int moved = at == 0 ? database.persist(record) : database.expireAt(record, at);
      assertThat(keyspace.records().type(moved)).isEqualTo(RecordType.HASH);
    }
  }

  private void snapshots(Random random) {
    if (random.nextInt(2000) == 0 && moments.size() < 3) {
      Map<String, Map<String, String>> expected = new HashMap<>();
      model.forEach((key, hash) -> expected.put(key, new TreeMap<>(hash)));
      moments.add(new Moment(keyspace.openSnapshot(), expected));
    }
    if (random.nextInt(2500) == 0 && !moments.isEmpty()) {
      close(moments.remove(random.nextInt(moments.size())));
    }
  }

  private static void close(Moment moment) {
    Map<String, Map<String, String>> seen = new HashMap<>();
    Records records = moment.snapshot().records();
    moment.snapshot().forEach(0, record -> seen.put(key(records, record), hash(records, record)));
    assertThat(seen).isEqualTo(moment.expected());
    moment.snapshot().close();
  }

  private void nothingIsLost() {
    moments.forEach(HashValueTest::close);
    for (String key : List.copyOf(model.keySet())) {
      delete(key);
    }
    while (keyspace.releaseRetired(1000)) {
      // goes on
    }
    assertThat(keyspace.bytesInUse()).isZero();
    keyspace.close();
  }

  private static Map<String, Map<String, String>> contents(Database database, Records records) {
    Map<String, Map<String, String>> all = new HashMap<>();
    database.forEach(record -> all.put(key(records, record), hash(records, record)));
    return all;
  }

  private static Map<String, String> hash(Records records, int record) {
    Map<String, String> fields = new TreeMap<>();
    new HashReader(records)
        .forEach(
            record, (field, value) -> assertThat(fields.put(text(field), text(value))).isNull());
    return fields;
  }

  private static String key(Records records, int record) {
    return new String(records.key(record), ISO_8859_1);
  }

  private static String text(Element element) {
    return new String(element.toBytes(), ISO_8859_1);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(ISO_8859_1);
  }
}
