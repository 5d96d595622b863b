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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lists against lists of the JDK, from seeds, with snapshots that are read while they change. */
class ListValueTest {

  private static final int STEPS = 40_000;
  private static final int KEYS = 4;

  /** A snapshot and what it must show. */
  private record Moment(Snapshot snapshot, Map<String, List<String>> expected) {}

  private final Keyspace keyspace = new Keyspace(1, 42);
  private final Database database = keyspace.database(0);
  private final Map<String, List<String>> model = new HashMap<>();
  private final List<Moment> moments = new ArrayList<>();

  @ParameterizedTest
  @CsvSource({"1, -1, 60", "2, 5, 60", "3, 1, 20", "4, -2, 600", "5, 128, 200", "6, -5, 2000"})
  void holdsWhatWasPut(long seed, int limit, int longest) {
    Random random = new Random(seed);
    keyspace.limits().listMaxListpackSize = limit;
    for (int step = 0; step < STEPS; step++) {
      change("key" + random.nextInt(KEYS), random, longest);
      snapshots(random);
      if (step % 97 == 0) {
        keyspace.releaseRetired(100);
      }
      if (step % 2000 == 0) {
        assertThat(contents(database, keyspace.records())).isEqualTo(model);
      }
    }
    assertThat(contents(database, keyspace.records())).isEqualTo(model);
    nothingIsLost();
  }

  private void change(String key, Random random, int longest) {
    switch (random.nextInt(200)) {
      case 0 -> delete(key);
      case 1 -> copy(key, "key" + random.nextInt(KEYS));
      case 2 -> rename(key, "key" + random.nextInt(KEYS));
      case 3 -> expire(key, random.nextInt(2));
      case 4 -> trim(key, random);
      case 5 -> removeEqual(key, random);
      default -> changeElement(key, random, longest);
    }
  }

  private void changeElement(String key, Random random, int longest) {
    List<String> expected = model.getOrDefault(key, List.of());
    int kind = random.nextInt(100);
    if (expected.isEmpty() || kind < 45) {
      push(key, element(random, longest), random.nextBoolean());
    } else if (kind < 60) {
      insert(key, random, element(random, longest));
    } else if (kind < 70) {
      replace(key, random.nextInt(expected.size()), element(random, longest));
    } else {
      int edge = random.nextBoolean() ? 0 : expected.size() - 1;
      remove(key, random.nextInt(3) == 0 ? random.nextInt(expected.size()) : edge);
    }
  }

  /** Now and then one that is too long for any block. */
  private static String element(Random random, int longest) {
    return switch (random.nextInt(400)) {
      case 0 -> "x".repeat(70_000 + random.nextInt(100));
      case 1 -> "y".repeat(4_000 + random.nextInt(5_000));
      default ->
          random.nextBoolean()
              ? "" + random.nextInt(100)
              : "e".repeat(random.nextInt(longest)) + random.nextInt(10);
    };
  }

  private List<String> modelOf(String key) {
    return Objects.requireNonNull(model.get(key));
  }

  private int find(String key) {
    return database.find(bytes(key), 0, key.length());
  }

  private ListValue list(String key) {
    int record = find(key);
    return record == Database.NONE
        ? keyspace.lists().create(database, bytes(key), 0, key.length(), Records.NO_EXPIRY)
        : keyspace.lists().at(database, record);
  }

  private void push(String key, String element, boolean first) {
    ListValue list = list(key);
    List<String> expected = model.computeIfAbsent(key, _ -> new ArrayList<>());
    list.grow(element.length(), 1);
    if (first) {
      list.pushFirst(bytes(element), 0, element.length());
      expected.addFirst(element);
    } else {
      list.pushLast(bytes(element), 0, element.length());
      expected.addLast(element);
    }
    agree(key, list);
  }

  private void insert(String key, Random random, String element) {
    ListValue list = list(key);
    List<String> expected = modelOf(key);
    int index = random.nextInt(expected.size());
    list.grow(element.length(), 1);
    assertThat(list.seek(index)).isTrue();
    if (random.nextBoolean()) {
      list.insertBefore(bytes(element), 0, element.length());
      expected.add(index, element);
    } else {
      list.insertAfter(bytes(element), 0, element.length());
      expected.add(index + 1, element);
    }
    agree(key, list);
  }

  private void replace(String key, int index, String element) {
    ListValue list = list(key);
    list.grow(element.length(), 1);
    assertThat(list.seek(index)).isTrue();
    list.replace(bytes(element), 0, element.length());
    list.shrink();
    modelOf(key).set(index, element);
    agree(key, list);
    assertThat(list.seek(index)).isTrue();
    assertThat(text(list.element())).isEqualTo(element);
  }

  private void remove(String key, int index) {
    ListValue list = list(key);
    List<String> expected = modelOf(key);
    assertThat(list.seek(index)).isTrue();
    assertThat(text(list.element())).isEqualTo(expected.remove(index));
    boolean stands = index % 2 == 0 ? list.remove() : list.removeAndGoBack();
    int next = index % 2 == 0 ? index : index - 1;
    assertThat(stands).isEqualTo(next >= 0 && next < expected.size());
    if (stands) {
      assertThat(text(list.element())).isEqualTo(expected.get(next));
    }
    settle(key, list);
  }

  private void trim(String key, Random random) {
    if (model.containsKey(key)) {
      ListValue list = list(key);
      List<String> expected = modelOf(key);
      int from = random.nextInt(expected.size());
      int count = random.nextInt(expected.size() - from + 1);
      list.remove(from, count);
      expected.subList(from, from + count).clear();
      settle(key, list);
    }
  }

  private void removeEqual(String key, Random random) {
    if (!model.containsKey(key)) {
      return;
    }
    ListValue list = list(key);
    String target = modelOf(key).get(random.nextInt(modelOf(key).size()));
    list.target(bytes(target), 0, target.length());
    boolean isForwards = random.nextBoolean();
    boolean stands = isForwards ? list.seekFirst() : list.seekLast();
    while (stands) {
      if (list.isAtTarget()) {
        stands = isForwards ? list.remove() : list.removeAndGoBack();
      } else {
        stands = isForwards ? list.next() : list.previous();
      }
    }
    modelOf(key).removeIf(target::equals);
    settle(key, list);
  }

  private void settle(String key, ListValue list) {
    if (list.size() == 0) {
      assertThat(modelOf(key)).isEmpty();
      database.delete(list.record());
      model.remove(key);
    } else {
      list.shrink();
      agree(key, list);
    }
  }

  private void agree(String key, ListValue list) {
    assertThat(list.size()).isEqualTo(modelOf(key).size());
    assertThat(find(key)).isEqualTo(list.record());
  }

  private void delete(String key) {
    assertThat(database.delete(bytes(key), 0, key.length())).isEqualTo(model.remove(key) != null);
  }

  private void copy(String from, String to) {
    int record = find(from);
    if (record != Database.NONE && !from.equals(to)) {
      database.copy(record, database, bytes(to), 0, to.length());
      model.put(to, new ArrayList<>(modelOf(from)));
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
      assertThat(keyspace.records().type(moved)).isEqualTo(RecordType.LIST);
    }
  }

  private void snapshots(Random random) {
    if (random.nextInt(2000) == 0 && moments.size() < 3) {
      Map<String, List<String>> expected = new HashMap<>();
      model.forEach((key, list) -> expected.put(key, new ArrayList<>(list)));
      moments.add(new Moment(keyspace.openSnapshot(), expected));
    }
    if (random.nextInt(2500) == 0 && !moments.isEmpty()) {
      close(moments.remove(random.nextInt(moments.size())));
    }
  }

  private static void close(Moment moment) {
    Map<String, List<String>> seen = new HashMap<>();
    Records records = moment.snapshot().records();
    moment.snapshot().forEach(0, record -> seen.put(key(records, record), list(records, record)));
    assertThat(seen).isEqualTo(moment.expected());
    moment.snapshot().close();
  }

  private void nothingIsLost() {
    moments.forEach(ListValueTest::close);
    Scales.assertBalanced(keyspace);
    for (String key : List.copyOf(model.keySet())) {
      delete(key);
    }
    while (keyspace.releaseRetired(1000)) {
      // goes on
    }
    assertThat(keyspace.bytesInUse()).isZero();
    keyspace.close();
  }

  // ---- when the form changes

  @Test
  void isPackedUpToTheLimitAndAgainBelowHalfOfIt() {
    keyspace.limits().listMaxListpackSize = 6;
    for (int pushed = 1; pushed <= 7; pushed++) {
      push("key0", "e" + pushed, false);
      assertThat(list("key0").isPacked()).isEqualTo(pushed <= 6);
    }
    for (int left = 6; left > 0; left--) {
      remove("key0", left);
      assertThat(list("key0").isPacked()).isEqualTo(left <= 3);
    }
  }

  @Test
  void keepsBlocksWithinTheSizeClassOfTheLimit() {
    for (int pushed = 0; pushed < 20_000; pushed++) {
      push("key0", "element" + pushed, pushed % 2 == 0);
    }
    List<Integer> spilling = new ArrayList<>();
    new ListReader(keyspace.records())
        .forEachBlock(
            find("key0"),
            block -> {
              if (Records.bytes(0, block.end(), false) > 8192) {
                spilling.add(block.end());
              }
            });
    assertThat(spilling).as("but the one that was the list's record").hasSizeLessThan(2);
  }

  private static Map<String, List<String>> contents(Database database, Records records) {
    Map<String, List<String>> all = new HashMap<>();
    database.forEach(record -> all.put(key(records, record), list(records, record)));
    return all;
  }

  private static List<String> list(Records records, int record) {
    List<String> elements = new ArrayList<>();
    new ListReader(records).forEach(record, element -> elements.add(text(element)));
    return elements;
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
