package io.lockstep.rdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.lockstep.keyspace.HashReader;
import io.lockstep.keyspace.Keyspace;
import io.lockstep.keyspace.ListReader;
import io.lockstep.keyspace.Scales;
import io.lockstep.keyspace.SetReader;
import io.lockstep.keyspace.SortedSetReader;
import io.lockstep.memory.Records;
import io.lockstep.memory.ValueForm;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Collections that are written element by element, of which the small ones are kept packed. */
class PlainFormsTest {
  private static final int ROUNDS = 3_000;
  private static final int MAX_ENTRIES = 8;
  private static final int MAX_VALUE = 10;

  private static Keyspace small(long seed) {
    Keyspace keyspace = new Keyspace(1, seed);
    keyspace.limits().setMaxListpackEntries = MAX_ENTRIES;
    keyspace.limits().setMaxListpackValue = MAX_VALUE;
    keyspace.limits().setMaxIntsetEntries = 4;
    keyspace.limits().hashMaxListpackEntries = MAX_ENTRIES;
    keyspace.limits().hashMaxListpackValue = MAX_VALUE;
    keyspace.limits().zsetMaxListpackEntries = MAX_ENTRIES;
    keyspace.limits().zsetMaxListpackValue = MAX_VALUE;
    keyspace.limits().listMaxListpackSize = MAX_ENTRIES;
    return keyspace;
  }

  private static Keyspace load(byte[] file) throws IOException {
    var reader = new RdbReader(RdbReadOptions.forReplica(Loads.NOW_MS), _ -> small(1));
    return reader.load(new ByteArrayInputStream(file)).keyspace();
  }

  // ---- whatever is in them

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void holdWhatIsWritten(long seed) throws IOException {
    var random = new Random(seed);
    for (int round = 0; round < ROUNDS; round++) {
      List<String> texts = texts(random);
      var file = RdbBytes.version(9);
      collection(file, RdbType.LIST, "list", texts, texts.size());
      collection(file, RdbType.SET, "set", texts, texts.size());
      collection(file, RdbType.HASH, "hash", pairs(texts), texts.size());
      List<Integer> scores = scored(file, random, texts);
      try (Keyspace keyspace = load(file.finished())) {
        Map<String, String> shown = Shown.of(keyspace);
        assertThat(shown.get("list")).isEqualTo(texts.toString());
        assertThat(shown.get("set")).isEqualTo(new TreeSet<>(texts).toString());
        assertThat(shown.get("hash")).isEqualTo(hash(texts));
        assertThat(shown.get("zset")).isEqualTo(sorted(texts, scores));
        Scales.assertBalanced(keyspace);
      }
    }
  }

  private static List<String> texts(Random random) {
    var texts = new LinkedHashMap<String, Boolean>();
    int count = 1 + random.nextInt(MAX_ENTRIES + 3);
    int longest = MAX_VALUE + random.nextInt(3) - 1;
    boolean mostlyNumbers = random.nextBoolean();
    while (texts.size() < count) {
      String number = Integer.toString(random.nextInt(1_000_000));
      String text =
          "abcdefghijklmnop".substring(random.nextInt(4), 4 + random.nextInt(longest - 3));
      texts.put(mostlyNumbers && random.nextInt(8) > 0 ? number : text, true);
    }
    return List.copyOf(texts.keySet());
  }

  private static void collection(
      RdbBytes file, int type, String key, List<String> elements, int count) {
    file.u8(type).string(key).u8(count);
    elements.forEach(file::string);
  }

  private static List<String> pairs(List<String> texts) {
    var pairs = new ArrayList<String>();
    texts.forEach(text -> Collections.addAll(pairs, text, text + "!"));
    return pairs;
  }

  private static String hash(List<String> texts) {
    var fields = new TreeMap<String, String>();
    texts.forEach(text -> fields.put(text, text + "!"));
    return fields.toString();
  }

  /** In order, against it, or in none. */
  private static List<Integer> scored(RdbBytes file, Random random, List<String> texts) {
    var scores = new ArrayList<Integer>();
    texts.forEach(_ -> scores.add(random.nextInt(20)));
    if (random.nextInt(3) > 0) {
      scores.sort(random.nextBoolean() ? null : Collections.reverseOrder());
    }
    file.u8(RdbType.SORTED_SET).string("zset").u8(texts.size());
    for (int i = 0; i < texts.size(); i++) {
      file.string(texts.get(i)).i64(Double.doubleToLongBits(scores.get(i)));
    }
    return scores;
  }

  private static String sorted(List<String> texts, List<Integer> scores) {
    var order = new ArrayList<Integer>();
    for (int i = 0; i < texts.size(); i++) {
      order.add(i);
    }
    order.sort(
        (a, b) ->
            scores.get(a).equals(scores.get(b))
                ? texts.get(a).compareTo(texts.get(b))
                : scores.get(a) - scores.get(b));
    return order.stream().map(i -> texts.get(i) + ":" + (double) scores.get(i)).toList().toString();
  }

  // ---- the form that they have

  @ParameterizedTest
  @CsvSource({"8, 10, true", "9, 10, false", "8, 11, false"})
  void smallOnesArePacked(int count, int longest, boolean isPacked) throws IOException {
    var texts = new ArrayList<String>();
    for (int i = 1; i < count; i++) {
      texts.add("t" + i);
    }
    texts.add("x".repeat(longest));
    var file = RdbBytes.version(9);
    collection(file, RdbType.SET, "set", texts, count);
    var pairs = new ArrayList<String>();
    texts.forEach(text -> Collections.addAll(pairs, text, "v"));
    collection(file, RdbType.HASH, "hash", pairs, count);
    file.u8(RdbType.SORTED_SET).string("zset").u8(count);
    texts.forEach(text -> file.string(text).i64(0));
    try (Keyspace keyspace = load(file.finished())) {
      Records records = keyspace.records();
      int set = Loads.find(keyspace, 0, "set");
      int hash = Loads.find(keyspace, 0, "hash");
      int sortedSet = Loads.find(keyspace, 0, "zset");
      assertThat(new SetReader(records).form(set) == ValueForm.PACKED).isEqualTo(isPacked);
      assertThat(new HashReader(records).isPacked(hash)).isEqualTo(isPacked);
      assertThat(new SortedSetReader(records).isPacked(sortedSet)).isEqualTo(isPacked);
    }
  }

  @ParameterizedTest
  @CsvSource({"8, true", "9, false"})
  void smallListsArePacked(int count, boolean isPacked) throws IOException {
    var file = RdbBytes.version(9);
    collection(file, RdbType.LIST, "list", Collections.nCopies(count, "e"), count);
    try (Keyspace keyspace = load(file.finished())) {
      int list = Loads.find(keyspace, 0, "list");
      assertThat(new ListReader(keyspace.records()).isPacked(list)).isEqualTo(isPacked);
    }
  }

  @Test
  void numbersOnlyAreASetOfNumbers() throws IOException {
    var file = RdbBytes.version(9);
    collection(file, RdbType.SET, "few", List.of("1", "2", "3"), 3);
    collection(file, RdbType.SET, "many", List.of("1", "2", "3", "4", "5"), 5);
    collection(file, RdbType.SET, "mixed", List.of("1", "2", "a"), 3);
    try (Keyspace keyspace = load(file.finished())) {
      assertThat(form(keyspace, "few")).isEqualTo(ValueForm.NUMBERS);
      assertThat(form(keyspace, "many")).isEqualTo(ValueForm.PACKED);
      assertThat(form(keyspace, "mixed")).isEqualTo(ValueForm.PACKED);
    }
  }

  private static ValueForm form(Keyspace keyspace, String key) {
    return new SetReader(keyspace.records()).form(Loads.find(keyspace, 0, key));
  }

  // ---- what is not taken

  @ParameterizedTest
  @ValueSource(ints = {RdbType.SET, RdbType.HASH, RdbType.SORTED_SET})
  void refusesWhatAppearsTwice(int type) {
    var file = RdbBytes.version(9).u8(type).string("k").u8(2);
    for (int i = 0; i < 2; i++) {
      file.string("twice");
      if (type == RdbType.HASH) {
        file.string("v" + i);
      } else if (type == RdbType.SORTED_SET) {
        file.i64(Double.doubleToLongBits(i));
      }
    }
    assertThatExceptionOfType(CorruptRdbException.class)
        .isThrownBy(() -> load(file.finished()).close())
        .withMessageContaining("appears twice")
        .satisfies(e -> assertThat(e.offset()).isEqualTo(13));
  }
}
