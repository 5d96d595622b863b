package io.lockstep.keyspace;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.memory.Element;
import io.lockstep.memory.Records;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Hashes against maps of the JDK, from seeds. */
class HashValueTest extends CollectionWorld<Map<String, String>> {

  private int names;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void holdsWhatWasPut(long seed) {
    keyspace.limits().hashMaxListpackEntries = 8L << seed;
    names = 20 << (2 * seed);
    live(new Random(seed));
  }

  @Override
  void change(String key, Random random) {
    String field = random.nextBoolean() ? "f" + random.nextInt(names) : "" + random.nextInt(names);
    if (random.nextInt(100) < 60) {
      put(key, field, "v".repeat(random.nextInt(70)) + random.nextInt());
    } else if (find(key) != Database.NONE) {
      remove(key, field);
    }
  }

  private void put(String key, String field, String value) {
    int record = find(key);
    HashValue hash =
        record == Database.NONE
            ? keyspace.hashes().create(database, bytes(key), 0, key.length(), Records.NO_EXPIRY)
            : keyspace.hashes().at(database, record);
    boolean isNew = hash.put(bytes(field), 0, field.length(), bytes(value), 0, value.length());
    Map<String, String> expected = modelOf(key);
    assertThat(isNew).isEqualTo(expected.put(field, value) == null);
    assertThat(hash.size()).isEqualTo(expected.size());
    assertThat(find(key)).isEqualTo(hash.record());
    Element found = new Element();
    assertThat(hash.find(bytes(field), 0, field.length(), found)).isTrue();
    assertThat(text(found)).isEqualTo(value);
  }

  private void remove(String key, String field) {
    HashValue hash = keyspace.hashes().at(database, find(key));
    Map<String, String> expected = modelOf(key);
    boolean removed = hash.remove(bytes(field), 0, field.length());
    assertThat(removed).isEqualTo(expected.remove(field) != null);
    if (hash.size() == 0) {
      dropEmpty(key, hash.record());
    }
  }

  @Override
  Map<String, String> empty() {
    return new TreeMap<>();
  }

  @Override
  Map<String, String> copyOf(Map<String, String> hash) {
    return new TreeMap<>(hash);
  }

  @Override
  Map<String, String> read(Records records, int record) {
    Map<String, String> fields = new TreeMap<>();
    new HashReader(records)
        .forEach(
            record, (field, value) -> assertThat(fields.put(text(field), text(value))).isNull());
    return fields;
  }
}
