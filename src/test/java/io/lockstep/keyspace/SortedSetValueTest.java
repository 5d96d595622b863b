package io.lockstep.keyspace;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.memory.Element;
import io.lockstep.memory.Records;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Sorted sets against a sorted model, from seeds, with snapshots read while they change. The sign
 * of a zero, which only big sets keep, does not count.
 */
class SortedSetValueTest {

  private static final int STEPS = 40_000;
  private static final int KEYS = 5;
  private static final double[] SPECIAL = {
    0.0,
    -0.0,
    1,
    -1,
    0.1,
    1e300,
    -1e-300,
    1L << 53,
    -(1L << 53),
    1e17,
    127,
    128,
    4096,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY,
    3.25e-7,
    Double.longBitsToDouble(0x3132333435363738L)
  };

  /** A snapshot and what it must show. */
  private record Moment(Snapshot snapshot, Map<String, List<String>> expected) {}

  private final Keyspace keyspace = new Keyspace(1, 42);
  private final Database database = keyspace.database(0);
  private final Map<String, Map<String, Double>> model = new HashMap<>();
  private final List<Moment> moments = new ArrayList<>();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void holdsWhatWasPut(long seed) {
    Random random = new Random(seed);
    keyspace.limits().zsetMaxListpackEntries = 8L << seed;
    int names = 20 << (2 * seed);
    for (int step = 0; step < STEPS; step++) {
      change("key" + random.nextInt(KEYS), random, names);
      snapshots(random);
      if (step % 97 == 0) {
        keyspace.releaseRetired(100);
      }
      if (step % 5000 == 0) {
        assertThat(contents(database, keyspace.records())).isEqualTo(expected());
      }
    }
    assertThat(contents(database, keyspace.records())).isEqualTo(expected());
    nothingIsLost();
  }

  private void change(String key, Random random, int names) {
    String member =
        switch (random.nextInt(3)) {
          case 0 -> "" + random.nextInt(names);
          case 1 -> "m" + random.nextInt(names);
          default -> "m".repeat(1 + random.nextInt(40)) + (char) random.nextInt(256);
        };
    switch (random.nextInt(100)) {
      case 0 -> delete(key);
      case 1 -> copy(key, "key" + random.nextInt(KEYS));
      case 2 -> rename(key, "key" + random.nextInt(KEYS));
      case 3, 4 -> removeRange(key, random);
      case 5, 6 -> checkBounds(key, random, member);
      case 7 -> walkBackwards(key, random);
      default -> {
        if (random.nextInt(100) < 65) {
          put(key, member, score(random));
        } else {
          remove(key, member);
        }
      }
    }
  }

  private static double score(Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> SPECIAL[random.nextInt(SPECIAL.length)];
      case 1 -> random.nextGaussian();
      default -> random.nextInt(10);
    };
  }

  private Map<String, Double> modelOf(String key) {
    return Objects.requireNonNull(model.get(key));
  }

  private int find(String key) {
    return database.find(bytes(key), 0, key.length());
  }

  private SortedSetValue set(String key) {
    int record = find(key);
    return record == Database.NONE
        ? keyspace
            .sortedSets()
            .create(database, bytes(key), 0, key.length(), Records.NO_EXPIRY, 1, 1)
        : keyspace.sortedSets().at(database, record);
  }

  private void put(String key, String member, double score) {
    SortedSetValue set = set(key);
    boolean isNew = set.put(bytes(member), 0, member.length(), score);
    Map<String, Double> expected = model.computeIfAbsent(key, _ -> new HashMap<>());
    assertThat(isNew).isEqualTo(expected.put(member, score) == null);
    assertThat(set.size()).isEqualTo(expected.size());
    assertThat(find(key)).isEqualTo(set.record());
    assertThat(set.find(bytes(member), 0, member.length()) + 0.0).isEqualTo(score + 0.0);
    set.seek(set.rankOfFound());
    Element there = new Element();
    set.member(there);
    assertThat(text(there)).isEqualTo(member);
  }

  private void remove(String key, String member) {
    if (find(key) == Database.NONE) {
      return;
    }
    SortedSetValue set = set(key);
    boolean isThere = !Double.isNaN(set.find(bytes(member), 0, member.length()));
    assertThat(isThere).isEqualTo(modelOf(key).remove(member) != null);
    if (isThere) {
      set.removeFound();
    }
    deleteIfEmpty(key, set);
  }

  private void deleteIfEmpty(String key, SortedSetValue set) {
    assertThat(set.size()).isEqualTo(modelOf(key).size());
    if (set.size() == 0) {
      database.delete(set.record());
      model.remove(key);
    }
  }

  private void removeRange(String key, Random random) {
    if (find(key) == Database.NONE) {
      return;
    }
    SortedSetValue set = set(key);
    int from = random.nextInt((int) set.size());
    int to = from + random.nextInt(Math.min(10, (int) set.size() - from) + 1);
    List<String> all = inOrder(modelOf(key));
    set.removeRange(from, to);
    all.subList(from, to)
        .forEach(line -> modelOf(key).remove(line.substring(line.indexOf(' ') + 1)));
    deleteIfEmpty(key, set);
  }

  private void checkBounds(String key, Random random, String member) {
    if (find(key) == Database.NONE) {
      return;
    }
    SortedSetValue set = set(key);
    double bound = score(random);
    var scores = modelOf(key).values();
    assertThat(set.countBelow(bound, false))
        .isEqualTo(scores.stream().filter(score -> score < bound).count());
    assertThat(set.countBelow(bound, true))
        .isEqualTo(scores.stream().filter(score -> score <= bound).count());
    Map<String, Double> same = new HashMap<>();
    modelOf(key).keySet().forEach(name -> same.put(name, 7.0));
    String twin = "same";
    delete(twin);
    same.forEach((name, score) -> put(twin, name, score));
    set = set(twin);
    assertThat(set.countBefore(bytes(member), 0, member.length(), false))
        .isEqualTo(same.keySet().stream().filter(name -> name.compareTo(member) < 0).count());
    assertThat(set.countBefore(bytes(member), 0, member.length(), true))
        .isEqualTo(same.keySet().stream().filter(name -> name.compareTo(member) <= 0).count());
    delete(twin);
  }

  private void walkBackwards(String key, Random random) {
    if (find(key) == Database.NONE) {
      return;
    }
    SortedSetValue set = set(key);
    int from = random.nextInt((int) set.size());
    List<String> walked = new ArrayList<>();
    Element member = new Element();
    set.seek(from);
    for (int rank = from; rank >= 0; rank--) {
      set.member(member);
      walked.add(set.score() + 0.0 + " " + text(member));
      set.previous();
    }
    assertThat(walked.reversed()).isEqualTo(inOrder(modelOf(key)).subList(0, from + 1));
  }

  private void delete(String key) {
    assertThat(database.delete(bytes(key), 0, key.length())).isEqualTo(model.remove(key) != null);
  }

  private void copy(String from, String to) {
    int record = find(from);
    if (record != Database.NONE && !from.equals(to)) {
      database.copy(record, database, bytes(to), 0, to.length());
      model.put(to, new HashMap<>(modelOf(from)));
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

  private void snapshots(Random random) {
    if (random.nextInt(2000) == 0 && moments.size() < 3) {
      moments.add(new Moment(keyspace.openSnapshot(), expected()));
    }
    if (random.nextInt(2500) == 0 && !moments.isEmpty()) {
      close(moments.remove(random.nextInt(moments.size())));
    }
  }

  private static void close(Moment moment) {
    Map<String, List<String>> seen = new HashMap<>();
    Records records = moment.snapshot().records();
    moment.snapshot().forEach(0, record -> seen.put(key(records, record), lines(records, record)));
    assertThat(seen).isEqualTo(moment.expected());
    moment.snapshot().close();
  }

  private void nothingIsLost() {
    moments.forEach(SortedSetValueTest::close);
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

  private Map<String, List<String>> expected() {
    Map<String, List<String>> all = new HashMap<>();
    model.forEach((key, set) -> all.put(key, inOrder(set)));
    return all;
  }

  private static List<String> inOrder(Map<String, Double> set) {
    List<String> lines = new ArrayList<>();
    set.entrySet().stream()
        .sorted(
            (a, b) -> {
              int byScore = Double.compare(a.getValue() + 0.0, b.getValue() + 0.0);
              return byScore != 0 ? byScore : a.getKey().compareTo(b.getKey());
            })
        .forEach(entry -> lines.add(entry.getValue() + 0.0 + " " + entry.getKey()));
    return lines;
  }

  private static Map<String, List<String>> contents(Database database, Records records) {
    Map<String, List<String>> all = new LinkedHashMap<>();
    database.forEach(record -> all.put(key(records, record), lines(records, record)));
    return all;
  }

  private static List<String> lines(Records records, int record) {
    List<String> lines = new ArrayList<>();
    SortedSetReader reader = new SortedSetReader(records);
    reader.forEach(record, (member, score) -> lines.add(score + 0.0 + " " + text(member)));
    List<String> backwards = new ArrayList<>();
    reader.forEachBackwards(
        record, (member, score) -> backwards.add(score + 0.0 + " " + text(member)));
    assertThat(backwards.reversed()).isEqualTo(lines);
    assertThat(reader.size(record)).isEqualTo(lines.size());
    return lines;
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
