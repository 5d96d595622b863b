package io.lockstep.rdb;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.lockstep.keyspace.Database;
import io.lockstep.keyspace.EntryDraft;
import io.lockstep.keyspace.EntryId;
import io.lockstep.keyspace.HashValue;
import io.lockstep.keyspace.Keyspace;
import io.lockstep.keyspace.ListValue;
import io.lockstep.keyspace.SetValue;
import io.lockstep.keyspace.SortedSetValue;
import io.lockstep.keyspace.StreamValue;
import io.lockstep.memory.Records;
import java.util.Random;

/** Values of all types and forms, small enough for tests that load them thousands of times. */
final class Samples {
  private static final int[] SIZES = {1, 3, 12};
  private static final int MANY = 150; // more than any small form holds by default but numbers

  private static final boolean TIMED = true;
  private static final boolean TIMELESS = false;
  private static final int SHORT = 1;
  private static final int LONG = 20; // more than a small form holds in a value

  private final Keyspace keyspace;
  private final Random random;
  private final RdbVersion version;
  private int keys;

  private Samples(Keyspace keyspace, Random random, RdbVersion version) {
    this.keyspace = keyspace;
    this.version = version;
    this.random = random;
  }

  /** As much as a version can hold. */
  static void fill(Keyspace keyspace, Random random, RdbVersion version) {
    var samples = new Samples(keyspace, random, version);
    for (int size : SIZES) {
      samples.addAll(size);
    }
    samples.addAll(MANY);
  }

  private void addAll(int size) {
    Loads.put(keyspace, 0, "string:" + size, text(), -1);
    Loads.put(keyspace, 1, "lasting:" + size, "" + random.nextInt(), Loads.NOW_MS + 1_000);
    list(size);
    hash(size, TIMELESS, SHORT);
    if (version.hasFieldTimes()) { // else the file would be of a version that has
      hash(size, TIMED, SHORT);
      hash(size, TIMED, LONG);
    }
    set(size, false);
    set(size, true);
    sortedSet(size);
    if (version.hasStreams()) {
      stream(size);
    }
  }

  private byte[] key() {
    return ("key:" + keys++).getBytes(ISO_8859_1);
  }

  private Database database() {
    return keyspace.database(random.nextInt(keyspace.databaseCount()));
  }

  private void list(int size) {
    byte[] key = key();
    ListValue list = keyspace.lists().create(database(), key, 0, key.length, Records.NO_EXPIRY);
    for (int i = 0; i < size; i++) {
      byte[] element = bytes();
      list.grow(element.length, 1);
      list.pushLast(element, 0, element.length);
    }
  }

  private void hash(int size, boolean isTimed, int longestRepeat) {
    byte[] key = key();
    HashValue hash = keyspace.hashes().create(database(), key, 0, key.length, Records.NO_EXPIRY);
    for (int i = 0; i < size; i++) {
      byte[] field = bytes();
      byte[] value = text().repeat(longestRepeat).getBytes(ISO_8859_1);
      long expireAtMs = isTimed && i % 3 < 2 ? Loads.NOW_MS + i : Records.NO_EXPIRY;
      hash.put(field, 0, field.length, value, 0, value.length, expireAtMs);
    }
  }

  private void set(int size, boolean ofNumbers) {
    byte[] key = key();
    SetValue set =
        keyspace.sets().create(database(), key, 0, key.length, Records.NO_EXPIRY, ofNumbers, size);
    int shift = random.nextInt(60);
    for (int i = 0; i < size; i++) {
      byte[] member = ofNumbers ? number(shift) : bytes();
      set.add(member, 0, member.length);
    }
  }

  private void sortedSet(int size) {
    byte[] key = key();
    SortedSetValue set =
        keyspace.sortedSets().create(database(), key, 0, key.length, Records.NO_EXPIRY, size, 0);
    for (int i = 0; i < size; i++) {
      byte[] member = bytes();
      double score = random.nextBoolean() ? random.nextInt(50) : random.nextDouble();
      set.put(member, 0, member.length, score);
    }
  }

  private void stream(int size) {
    byte[] key = key();
    StreamValue stream = keyspace.streams();
    stream.create(database(), key, 0, key.length, Records.NO_EXPIRY);
    for (int i = 0; i < size; i++) {
      var draft = new EntryDraft();
      byte[] field = {(byte) ('f' + i % 3 / 2)};
      byte[] value = bytes();
      draft.add(field, 0, field.length);
      draft.add(value, 0, value.length);
      stream.add(new EntryId(i + 1, 0), draft);
    }
    stream.delete(new EntryId(1, 0));
    stream.createGroup(new byte[] {'g'}, 0, 1, new EntryId(size, 0), size);
    stream.group().createConsumer(new byte[] {'c'}, 0, 1, 5, 6);
    stream.group().assign(new EntryId(size, 0), 7, 8);
  }

  private byte[] number(int shift) {
    return Long.toString(random.nextLong() >> shift).getBytes(ISO_8859_1);
  }

  private byte[] bytes() {
    return random.nextInt(3) == 0 ? number(random.nextInt(64)) : text().getBytes(ISO_8859_1);
  }

  private String text() {
    if (random.nextInt(4) == 0) {
      return "lockstep ".repeat(random.nextInt(5));
    }
    byte[] bytes = new byte[random.nextInt(25)];
    random.nextBytes(bytes);
    return new String(bytes, ISO_8859_1);
  }
}
