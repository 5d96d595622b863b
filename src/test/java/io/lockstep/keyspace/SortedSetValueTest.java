package io.lockstep.keyspace;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.memory.Element;
import io.lockstep.memory.Records;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Sorted sets against a sorted model, from seeds, with snapshots read while they change. The sign
 * of a zero, which only big sets keep, does not count.
 */
class SortedSetValueTest extends CollectionWorld<Map<String, Double>> {

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

  private int names;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void holdsWhatWasPut(long seed) {
    keyspace.limits().zsetMaxListpackEntries = 8L << seed;
    names = 20 << (2 * seed);
    live(new Random(seed));
  }

  @Override
  void change(String key, Random random) {
    String member =
        switch (random.nextInt(3)) {
          case 0 -> "" + random.nextInt(names);
          case 1 -> "m" + random.nextInt(names);
          default -> "m".repeat(1 + random.nextInt(40)) + (char) random.nextInt(256);
        };
    switch (random.nextInt(100)) {
      case 0, 1 -> removeRange(key, random);
      case 2, 3 -> checkBounds(key, random, member);
      case 4 -> walkBackwards(key, random);
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
    Map<String, Double> expected = modelOf(key);
    assertThat(isNew).isEqualTo(expected.put(member, score + 0.0) == null);
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
      dropEmpty(key, set.record());
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

  @Override
  Map<String, Double> empty() {
    return new HashMap<>();
  }

  @Override
  Map<String, Double> copyOf(Map<String, Double> set) {
    return new HashMap<>(set);
  }

  @Override
  Map<String, Double> read(Records records, int record) {
    Map<String, Double> scores = new HashMap<>();
    new SortedSetReader(records)
        .forEach(record, (member, score) -> scores.put(text(member), score + 0.0));
    assertThat(lines(records, record)).isEqualTo(inOrder(scores));
    return scores;
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
}
