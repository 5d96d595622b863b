package io.lockstep.rdb;

import static io.lockstep.rdb.Loads.NOW_MS;
import static io.lockstep.rdb.Loads.load;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.lockstep.keyspace.Database;
import io.lockstep.keyspace.HashReader;
import io.lockstep.keyspace.HashValue;
import io.lockstep.keyspace.Keyspace;
import io.lockstep.keyspace.Snapshot;
import io.lockstep.memory.Element;
import io.lockstep.memory.Records;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Hashes whose fields run out, in files. The four forms are those of Redis 7.4's {@code rdb.c}; the
 * bytes here were put together by hand, as no such server is at hand.
 */
class TimedHashFilesTest {
  private static final long NEVER = Records.NO_EXPIRY;

  private final Keyspace keyspace = new Keyspace(Loads.DATABASES, 42);

  @AfterEach
  void close() {
    keyspace.close();
  }

  // ---- files of Redis

  /** So many bytes of elements, each in its frame. */
  private static RdbBytes listpack(RdbBytes file, int count, int elementBytes) {
    int bytes = 6 + elementBytes + 1;
    return file.u8(bytes).i32(bytes).u8(count, 0);
  }

  private static RdbBytes triples(RdbBytes file) {
    // "a" "1" 1000, "b" "text" none: 3 + 2 + 3 + 3 + 6 + 2 bytes
    return listpack(file, 6, 19)
        .u8(0x81, 'a', 2, 1, 1, 0xC3, 0xE8, 2)
        .u8(0x81, 'b', 2, 0x84, 't', 'e', 'x', 't', 5, 0, 1)
        .u8(0xFF);
  }

  @Test
  void readsAListpack() throws IOException {
    byte[] file = triples(RdbBytes.version(12).u8(25).string("h").i64(1000)).finished();
    assertThat(hashes(load(file))).isEqualTo("{h={a=1@1000, b=text@-1}}");
  }

  @Test
  void readsAListpackOfBeforeTheRelease() throws IOException {
    assertThat(hashes(load(listpackOfBeforeTheRelease()))).isEqualTo("{h={a=1@1000, b=text@-1}}");
  }

  static byte[] listpackOfBeforeTheRelease() {
    return triples(RdbBytes.version(12).u8(23).string("h")).finished();
  }

  @Test
  void readsFieldsBehindTheirTimes() throws IOException {
    byte[] file =
        RdbBytes.version(12)
            .u8(24)
            .string("h")
            .i64(1000)
            .u8(3)
            .u8(1)
            .string("a")
            .string("1")
            .u8(0)
            .string("b")
            .string("text")
            .u8(51)
            .string("c")
            .string("3")
            .finished();
    assertThat(hashes(load(file))).isEqualTo("{h={a=1@1000, b=text@-1, c=3@1050}}");
  }

  @Test
  void readsFieldsBehindTheirTimesOfBeforeTheRelease() throws IOException {
    assertThat(hashes(load(fieldsOfBeforeTheRelease()))).isEqualTo("{h={a=1@50, b=text@-1}}");
  }

  static byte[] fieldsOfBeforeTheRelease() {
    return RdbBytes.version(12)
        .u8(22)
        .string("h")
        .u8(2)
        .u8(50)
        .string("a")
        .string("1")
        .u8(0)
        .string("b")
        .string("text")
        .finished();
  }

  @Test
  void refusesWhatIsNoTime() {
    RdbBytes late = RdbBytes.version(12).u8(22).string("h").u8(1).u8(0x81).i64(0x100); // 2^48
    corrupt(late.string("a").string("1").finished(), "a field that expires at 281474976710656");
    RdbBytes text = listpack(RdbBytes.version(12).u8(23).string("h"), 3, 9);
    corrupt(
        text.u8(0x81, 'a', 2, 1, 1, 0x82, 'x', 'y', 3).u8(0xFF).finished(), "expires at no time");
    RdbBytes pair = listpack(RdbBytes.version(12).u8(23).string("h"), 2, 5);
    corrupt(pair.u8(0x81, 'a', 2, 1, 1).u8(0xFF).finished(), "without a value or a time");
    RdbBytes twice = listpack(RdbBytes.version(12).u8(25).string("h").i64(0), 6, 14);
    corrupt(
        twice.u8(0x81, 'a', 2, 1, 1, 0, 1).u8(0x81, 'a', 2, 1, 1, 0, 1).u8(0xFF).finished(),
        "appears twice");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 512})
  void refusesEveryPartOfAFile(int listpackEntries) throws IOException {
    keyspace.limits().hashMaxListpackEntries = listpackEntries;
    put(0, "h", "field", "value", NOW_MS);
    put(0, "h", "other", "value", NEVER);
    byte[] file = written(RdbWriteOptions.usual());
    for (int length = 0; length < file.length; length++) {
      corrupt(Arrays.copyOf(file, length), "ends here");
    }
  }

  private static void corrupt(byte[] file, String message) {
    assertThatExceptionOfType(CorruptRdbException.class)
        .isThrownBy(() -> load(file))
        .withMessageContaining(message);
  }

  // ---- files of Lockstep

  @ParameterizedTest
  @EnumSource(RdbVersion.class)
  void theFileSaysThatItTakesANewerReader(RdbVersion version) throws IOException {
    put(0, "plain", "f", "v", NEVER);
    assertThat(load(written(RdbWriteOptions.usual().withVersion(version))).version())
        .isEqualTo(version.number());

    put(1, "timed", "f", "v", NOW_MS);
    assertThat(load(written(RdbWriteOptions.usual().withVersion(version))).version())
        .isEqualTo(Math.max(12, version.number()));

    keyspace.hashes().at(keyspace.database(1), Loads.find(keyspace, 1, "timed"));
    keyspace.hashes().expireAt(bytes("f"), 0, 1, NEVER);
    byte[] persistent = written(RdbWriteOptions.usual().withVersion(version));
    assertThat(load(persistent).version()).isEqualTo(version.number());
    assertThat(all(load(persistent))).contains("timed={f=v@-1}");
  }

  @Test
  void writesAListpackAsRedisDoes() throws IOException {
    put(0, "h", "b", "text", NEVER);
    put(0, "h", "a", "1", 1000);
    byte[] expected = triples(new RdbBytes().u8(25).string("h").i64(1000)).unfinished();
    assertThat(new String(written(RdbWriteOptions.usual()), ISO_8859_1))
        .contains(new String(expected, ISO_8859_1));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void whatIsWrittenIsReadAgain(long seed) throws IOException {
    var random = new Random(seed);
    for (int i = 0; i < 3000; i++) {
      String key = "h" + random.nextInt(20);
      String field = random.nextBoolean() ? "f" + random.nextInt(400) : "" + random.nextInt(400);
      String value = random.nextBoolean() ? "v".repeat(random.nextInt(70)) : "" + random.nextLong();
      long time = random.nextInt(3) == 0 ? NEVER : 1 + random.nextLong(1L << 47);
      keyspace.limits().hashMaxListpackEntries = random.nextInt(512);
      put(random.nextInt(3), key, field, value, time);
    }
    String before = all(keyspace);
    for (boolean compressed : new boolean[] {false, true}) {
      byte[] file =
          written(RdbWriteOptions.usual().withCompression(compressed).forLockstep(compressed));
      assertThat(all(load(file))).isEqualTo(before);
    }
  }

  @Test
  void damagedFilesEndInAnErrorOrAWholeLoad() throws IOException {
    keyspace.limits().hashMaxListpackEntries = 2;
    for (int i = 0; i < 40; i++) {
      put(0, "h" + i % 11, "f" + i, "v" + i, i % 3 == 0 ? NEVER : NOW_MS + i);
    }
    byte[] sound = written(RdbWriteOptions.usual());
    var random = new Random(4);
    RdbReadOptions options = RdbReadOptions.forReplica(NOW_MS).withVerification(false);
    for (int round = 0; round < 20_000; round++) {
      byte[] file = sound.clone();
      for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
        file[9 + random.nextInt(file.length - 9)] ^= (byte) (1 << random.nextInt(8));
      }
      try (Keyspace loaded = load(file, options).keyspace()) {
        assertThat(all(loaded)).isNotNull();
      } catch (CorruptRdbException | UnsupportedRdbException expected) {
        assertThat(expected.getMessage()).contains("RDB at byte");
      }
    }
  }

  private void put(int database, String key, String field, String value, long expireAtMs) {
    Database in = keyspace.database(database);
    int record = Loads.find(keyspace, database, key);
    HashValue hash =
        record == Database.NONE
            ? keyspace.hashes().create(in, bytes(key), 0, key.length(), NEVER)
            : keyspace.hashes().at(in, record);
    hash.put(bytes(field), 0, field.length(), bytes(value), 0, value.length(), expireAtMs);
  }

  private byte[] written(RdbWriteOptions options) throws IOException {
    var sink = new ByteArrayOutputStream();
    try (Snapshot snapshot = keyspace.openSnapshot()) {
      new RdbWriter(options).write(snapshot, RdbHeader.of("7.2.6", NOW_MS), sink);
    }
    return sink.toByteArray();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(ISO_8859_1);
  }

  // ---- as text

  private static String hashes(RdbContents contents) {
    try (Keyspace loaded = contents.keyspace()) {
      return hashes(loaded, 0).toString();
    }
  }

  private static String all(RdbContents contents) {
    try (Keyspace loaded = contents.keyspace()) {
      return all(loaded);
    }
  }

  private static String all(Keyspace loaded) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < loaded.databaseCount(); i++) {
      text.append(hashes(loaded, i)).append(loaded.database(i).timedHashes()).append('\n');
    }
    return text.toString();
  }

  private static Map<String, Map<String, String>> hashes(Keyspace loaded, int database) {
    Map<String, Map<String, String>> all = new TreeMap<>();
    Records records = loaded.records();
    HashReader reader = new HashReader(records);
    loaded
        .database(database)
        .forEach(
            record -> {
              Map<String, String> fields = new TreeMap<>();
              all.put(new String(records.key(record), ISO_8859_1), fields);
              if (records.type(record) == io.lockstep.memory.RecordType.HASH) {
                reader.forEachTimed(
                    record, (field, value, at) -> fields.put(text(field), text(value) + "@" + at));
              }
            });
    return all;
  }

  private static String text(Element element) {
    return new String(element.toBytes(), ISO_8859_1);
  }
}
