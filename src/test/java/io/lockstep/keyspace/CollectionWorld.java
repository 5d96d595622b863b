package io.lockstep.keyspace;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.memory.Element;
import io.lockstep.memory.Records;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;

/**
 * A keyspace of collections of one type beside a model of it, under random changes of keys and with
 * snapshots that are read long after the data has changed.
 *
 * @param <V> what a collection is in the model
 */
abstract class CollectionWorld<V> {

  private static final int STEPS = 60_000;
  private static final int KEYS = 5;
  private static final int MOST_SNAPSHOTS = 3;

  /** A snapshot and what it must show. */
  private record Moment<V>(Snapshot snapshot, Map<String, V> expected) {}

  final Keyspace keyspace = new Keyspace(1, 42);
  final Database database = keyspace.database(0);
  private final Map<String, V> model = new HashMap<>();
  private final List<Moment<V>> moments = new ArrayList<>();

  /** Changes the collection under a key, or makes one. */
  abstract void change(String key, Random random);

  abstract V empty();

  abstract V copyOf(V collection);

  /** What a record holds, read as a snapshot's reader does. */
  abstract V read(Records records, int record);

  final void live(Random random) {
    for (int step = 0; step < STEPS; step++) {
      changeAny(random);
      snapshots(random);
      if (step % 97 == 0) {
        keyspace.releaseRetired(100);
      }
      if (step % 5000 == 0) {
        assertThat(contents()).isEqualTo(model);
      }
    }
    assertThat(contents()).isEqualTo(model);
    end();
  }

  private void changeAny(Random random) {
    String key = "key" + random.nextInt(KEYS);
    String other = "key" + random.nextInt(KEYS);
    switch (random.nextInt(100)) {
      case 0 -> delete(key);
      case 1 -> copy(key, other);
      case 2 -> rename(key, other);
      case 3 -> expire(key, random.nextInt(2));
      default -> change(key, random);
    }
  }

  final int find(String key) {
    return database.find(bytes(key), 0, key.length());
  }

  /** What the key is to hold; a new one is to be filled at once. */
  final V modelOf(String key) {
    return model.computeIfAbsent(key, _ -> empty());
  }

  /** The last element has gone. */
  final void dropEmpty(String key, int record) {
    database.delete(record);
    model.remove(key);
  }

  final void delete(String key) {
    assertThat(database.delete(bytes(key), 0, key.length())).isEqualTo(model.remove(key) != null);
  }

  private void copy(String from, String to) {
    int record = find(from);
    if (record != Database.NONE && !from.equals(to)) {
      database.copy(record, database, bytes(to), 0, to.length());
      model.put(to, copyOf(Objects.requireNonNull(model.get(from))));
    }
  }

  private void rename(String from, String to) {
    int record = find(from);
    if (record != Database.NONE && !from.equals(to)) {
      database.rename(record, bytes(to), 0, to.length());
      model.put(to, Objects.requireNonNull(model.remove(from)));
    }
  }

  private void expire(String key, long at) {
    int record = find(key);
    if (record != Database.NONE) {
      int moved = at == 0 ? database.persist(record) : database.expireAt(record, at);
      assertThat(find(key)).isEqualTo(moved);
    }
  }

  private void snapshots(Random random) {
    if (random.nextInt(2000) == 0 && moments.size() < MOST_SNAPSHOTS) {
      Map<String, V> expected = new HashMap<>();
      model.forEach((key, collection) -> expected.put(key, copyOf(collection)));
      moments.add(new Moment<>(keyspace.openSnapshot(), expected));
    }
    if (random.nextInt(2500) == 0 && !moments.isEmpty()) {
      close(moments.remove(random.nextInt(moments.size())));
    }
  }

  private void close(Moment<V> moment) {
    Map<String, V> seen = new HashMap<>();
    Records records = moment.snapshot().records();
    moment.snapshot().forEach(0, record -> seen.put(key(records, record), read(records, record)));
    assertThat(seen).isEqualTo(moment.expected());
    moment.snapshot().close();
  }

  private void end() {
    moments.forEach(this::close);
    Scales.assertBalanced(keyspace);
    for (String key : List.copyOf(model.keySet())) {
      delete(key);
    }
    while (keyspace.releaseRetired(1000)) {
      // goes on until nothing is left
    }
    assertThat(keyspace.bytesInUse()).isZero();
    keyspace.close();
  }

  private Map<String, V> contents() {
    Map<String, V> all = new HashMap<>();
    Records records = keyspace.records();
    database.forEach(record -> all.put(key(records, record), read(records, record)));
    return all;
  }

  private static String key(Records records, int record) {
    return new String(records.key(record), ISO_8859_1);
  }

  static String text(Element element) {
    return new String(element.toBytes(), ISO_8859_1);
  }

  static byte[] bytes(String text) {
    return text.getBytes(ISO_8859_1);
  }
}
