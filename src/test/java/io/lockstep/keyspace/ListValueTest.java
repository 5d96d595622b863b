package io.lockstep.keyspace;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.memory.Records;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lists against lists of the JDK, from seeds, with snapshots that are read while they change. */
class ListValueTest extends CollectionWorld<List<String>> {

  private int longest;

  @ParameterizedTest
  @CsvSource({"1, -1, 60", "2, 5, 60", "3, 1, 20", "4, -2, 600", "5, 128, 200", "6, -5, 2000"})
  void holdsWhatWasPut(long seed, int limit, int longestElement) {
    keyspace.limits().listMaxListpackSize = limit;
    longest = longestElement;
    live(new Random(seed));
  }

  @Override
  void change(String key, Random random) {
    switch (random.nextInt(100)) {
      case 0 -> trim(key, random);
      case 1 -> removeEqual(key, random);
      default -> changeElement(key, random);
    }
  }

  private void changeElement(String key, Random random) {
    List<String> expected = isThere(key) ? modelOf(key) : List.of();
    int kind = random.nextInt(100);
    if (expected.isEmpty() || kind < 45) {
      push(key, element(random), random.nextBoolean());
    } else if (kind < 60) {
      insert(key, random, element(random));
    } else if (kind < 70) {
      replace(key, random.nextInt(expected.size()), element(random));
    } else {
      int edge = random.nextBoolean() ? 0 : expected.size() - 1;
      remove(key, random.nextInt(3) == 0 ? random.nextInt(expected.size()) : edge);
    }
  }

  /** Now and then one that is too long for any block. */
  private String element(Random random) {
    return switch (random.nextInt(400)) {
      case 0 -> "x".repeat(70_000 + random.nextInt(100));
      case 1 -> "y".repeat(4_000 + random.nextInt(5_000));
      default ->
          random.nextBoolean()
              ? "" + random.nextInt(100)
              : "e".repeat(random.nextInt(longest)) + random.nextInt(10);
    };
  }

  private boolean isThere(String key) {
    return find(key) != Database.NONE;
  }

  private ListValue list(String key) {
    int record = find(key);
    return record == Database.NONE
        ? keyspace.lists().create(database, bytes(key), 0, key.length(), Records.NO_EXPIRY)
        : keyspace.lists().at(database, record);
  }

  private void push(String key, String element, boolean first) {
    ListValue list = list(key);
    List<String> expected = modelOf(key);
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
    if (isThere(key)) {
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
    if (!isThere(key)) {
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
      dropEmpty(key, list.record());
    } else {
      list.shrink();
      agree(key, list);
    }
  }

  private void agree(String key, ListValue list) {
    assertThat(list.size()).isEqualTo(modelOf(key).size());
    assertThat(find(key)).isEqualTo(list.record());
  }

  @Override
  List<String> empty() {
    return new ArrayList<>();
  }

  @Override
  List<String> copyOf(List<String> list) {
    return new ArrayList<>(list);
  }

  @Override
  List<String> read(Records records, int record) {
    List<String> elements = new ArrayList<>();
    new ListReader(records).forEach(record, element -> elements.add(text(element)));
    return elements;
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
}
