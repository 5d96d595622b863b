package io.lockstep.keyspace;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.memory.Records;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sets against those of the JDK, from seeds. */
class SetValueTest extends CollectionWorld<Set<String>> {

  private int names;
  private int numbersPercent;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void holdsWhatWasAdded(long seed) {
    keyspace.limits().setMaxListpackEntries = 8L << seed;
    keyspace.limits().setMaxIntsetEntries = 40L << seed;
    names = 20 << (2 * seed);
    numbersPercent = seed % 2 == 0 ? 100 : 90;
    live(new Random(seed));
  }

  @Override
  void change(String key, Random random) {
    String member =
        random.nextInt(100) < numbersPercent ? number(random) : "m" + random.nextInt(names);
    if (random.nextInt(100) < 60) {
      add(key, member);
    } else if (find(key) != Database.NONE) {
      remove(key, member);
    }
  }

  private String number(Random random) {
    long number = (long) random.nextInt(names) - names / 2;
    return Long.toString(number << (random.nextInt(30) == 0 ? random.nextInt(50) : 0));
  }

  private void add(String key, String member) {
    int record = find(key);
    SetValue set =
        record == Database.NONE ? create(key, member) : keyspace.sets().at(database, record);
    Set<String> expected = modelOf(key);
    assertThat(set.add(bytes(member), 0, member.length())).isEqualTo(expected.add(member));
    assertThat(set.size()).isEqualTo(expected.size());
    assertThat(find(key)).isEqualTo(set.record());
    assertThat(set.contains(bytes(member), 0, member.length())).isTrue();
  }

  private SetValue create(String key, String member) {
    boolean isNumber = SetValue.isNumber(bytes(member), 0, member.length());
    return keyspace
        .sets()
        .create(database, bytes(key), 0, key.length(), Records.NO_EXPIRY, isNumber, 1);
  }

  private void remove(String key, String member) {
    SetValue set = keyspace.sets().at(database, find(key));
    Set<String> expected = modelOf(key);
    assertThat(set.remove(bytes(member), 0, member.length())).isEqualTo(expected.remove(member));
    if (set.size() == 0) {
      dropEmpty(key, set.record());
    }
  }

  @Override
  Set<String> empty() {
    return new TreeSet<>();
  }

  @Override
  Set<String> copyOf(Set<String> set) {
    return new TreeSet<>(set);
  }

  @Override
  Set<String> read(Records records, int record) {
    Set<String> members = new TreeSet<>();
    new SetReader(records)
        .forEach(record, member -> assertThat(members.add(text(member))).isTrue());
    return members;
  }
}
