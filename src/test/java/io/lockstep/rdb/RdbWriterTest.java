package io.lockstep.rdb;

import static io.lockstep.rdb.Loads.NOW_MS;
import static io.lockstep.rdb.Loads.load;
import static io.lockstep.rdb.Loads.put;
import static io.lockstep.rdb.Loads.strings;
import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.lockstep.keyspace.Keyspace;
import io.lockstep.keyspace.Snapshot;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RdbWriterTest {
  private static final long SEED = 20_260_404;
  private static final long HASH_SEED = -99;
  private static final RdbHeader HEADER = RdbHeader.of("7.2.6", NOW_MS);
  private static final RdbWriteOptions USUAL = RdbWriteOptions.usual();

  private final Keyspace keyspace = new Keyspace(Loads.DATABASES, HASH_SEED);

  @AfterEach
  void close() {
    keyspace.close();
  }

  @Test
  void writesWhatTheReaderReads() throws IOException {
    var random = new Random(SEED);
    for (int i = 0; i < 5_000; i++) {
      String key = "key:" + random.nextInt(10_000);
      put(keyspace, random.nextInt(3), key, value(random), random.nextBoolean() ? -1 : NOW_MS + i);
    }

    RdbContents back = load(write(USUAL, HEADER));

    try (Keyspace loaded = back.keyspace()) {
      for (int database = 0; database < 3; database++) {
        assertThat(strings(loaded, database)).isEqualTo(strings(keyspace, database));
        assertThat(loaded.database(database).volatileSize())
            .isEqualTo(keyspace.database(database).volatileSize());
      }
    }
  }

  @Test
  void keepsTheTimeOfExpiry() throws IOException {
    put(keyspace, 0, "k", "v", NOW_MS + 1234);

    try (Keyspace loaded = load(write(USUAL, HEADER)).keyspace()) {
      assertThat(loaded.records().expireAtMs(Loads.find(loaded, 0, "k"))).isEqualTo(NOW_MS + 1234);
    }
  }

  @Test
  void encodesAsRedisDoes() throws IOException {
    put(keyspace, 0, "a", "-5", -1);
    put(keyspace, 1, "b", "30000", -1);
    put(keyspace, 2, "c", "-2147483648", -1);
    put(keyspace, 3, "d", "2147483648", -1);
    put(keyspace, 4, "e", "x".repeat(20), -1);
    put(keyspace, 5, "f", "x".repeat(21), -1);

    String file = new String(write(USUAL, HEADER), ISO_8859_1);

    assertThat(file)
        .contains("\0\1a\u00c0\u00fb")
        .contains("\0\1b\u00c10u")
        .contains("\0\1c\u00c2\0\0\0\u0080")
        .contains("\0\1d\n2147483648")
        .contains("\0\1e\24" + "x".repeat(20))
        .contains("\0\1f\u00c3");
  }

  @Test
  void writesNoMoreThanTheHeaderWhenKeysAreNotWanted() throws IOException {
    put(keyspace, 0, "k", "v", -1);

    byte[] file = write(USUAL.withKeys(false), HEADER);

    try (Keyspace loaded = load(file).keyspace()) {
      assertThat(loaded.database(0).size()).isZero();
    }
  }

  @Test
  void leavesStringsAsTheyAreWithoutCompression() throws IOException {
    put(keyspace, 0, "k", "x".repeat(100), -1);

    byte[] file = write(USUAL.withCompression(false), HEADER);

    assertThat(new String(file, ISO_8859_1)).contains("x".repeat(100));
  }

  @Test
  void namesVersionFieldsAndHistory() throws IOException {
    var point = new ReplicationPoint(2, "ab".repeat(20), 12345);

    byte[] file = write(USUAL.withVersion(RdbVersion.V11), HEADER.withReplication(point));
    RdbContents contents = load(file);

    assertThat(contents.version()).isEqualTo(11);
    assertThat(contents.replication()).contains(point);
    assertThat(contents.aux())
        .containsEntry("redis-ver", "7.2.6")
        .containsEntry("redis-bits", "64")
        .containsEntry("ctime", Long.toString(NOW_MS / 1000))
        .containsEntry("used-mem", "0")
        .containsEntry("aof-base", "0")
        .doesNotContainKey("lockstep-hash-seed");
    contents.keyspace().close();
  }

  @Test
  void namesTheHashSeedOnlyWhenTold() throws IOException {
    put(keyspace, 0, "k", "v", -1);

    try (Keyspace loaded = load(write(USUAL.forLockstep(true), HEADER)).keyspace()) {
      assertThat(loaded.hashSeed()).isEqualTo(HASH_SEED);
    }
  }

  @Test
  void sumsALockstepSnapshotSoThatNoChangedByteIsMissed() throws IOException {
    put(keyspace, 0, "key", "v".repeat(300_000), -1);
    byte[] file = write(USUAL.forLockstep(true).withCompression(false), HEADER);
    load(file).keyspace().close();

    for (int at : new int[] {20, 60, file.length / 2, file.length - 20, file.length - 2}) {
      byte[] changed = file.clone();
      changed[at] ^= 1;
      assertThatIOException().isThrownBy(() -> load(changed));
    }
  }

  @Test
  void sumsAFileForOthersByCrc64() throws IOException {
    put(keyspace, 0, "key", "value", -1);
    byte[] file = write(USUAL, HEADER);

    long stored = ByteBuffer.wrap(file).order(LITTLE_ENDIAN).getLong(file.length - Long.BYTES);

    assertThat(stored).isEqualTo(Crc64.update(0, file, 0, file.length - Long.BYTES));
  }

  @Test
  void writesFunctionsBackUnderAVersionThatKnowsThem() throws IOException {
    byte[] library =
        "#!lua name=mine\nredis.register_function('f', function() end)".getBytes(ISO_8859_1);

    RdbContents contents = load(write(USUAL, HEADER.withFunctions(List.of(library))));

    assertThat(contents.version()).isEqualTo(10);
    assertThat(contents.functions()).containsExactly(library);
    contents.keyspace().close();
  }

  @Test
  void tellsIdleTimes() throws IOException {
    keyspace.accessClock().advance(NOW_MS - 77_000);
    put(keyspace, 0, "k", "v", -1);

    try (Keyspace loaded = load(write(USUAL.withAccess(RdbAccess.IDLE, 1), HEADER)).keyspace()) {
      int clock = loaded.records().accessClock(Loads.find(loaded, 0, "k"));
      assertThat(loaded.accessClock().idleSeconds(clock)).isEqualTo(77);
    }
  }

  @Test
  void tellsFadedFrequencies() throws IOException {
    keyspace.accessClock().byFrequency(true);
    keyspace.accessClock().advance(NOW_MS - 20 * 60_000);
    int record = put(keyspace, 0, "k", "v", -1);
    keyspace.records().accessClock(record, keyspace.accessClock().ofFrequency(100));

    byte[] file = write(USUAL.withAccess(RdbAccess.FREQUENCY, 2), HEADER);

    assertThat(new String(file, ISO_8859_1)).contains("\u00f9" + (char) 90 + "\0\1k\1v");
  }

  @Test
  void writesAnEmptyKeyspace() throws IOException {
    RdbContents contents = load(write(USUAL.withChecksum(false), HEADER));

    assertThat(contents.isVerified()).isFalse();
    assertThat(strings(contents, 0)).isEqualTo(Map.of());
  }

  @ParameterizedTest
  @EnumSource(RdbVersion.class)
  void writesEveryVersionAsItsReadersKnowIt(RdbVersion version) throws IOException {
    put(keyspace, 1, "k", "v", NOW_MS + 1000);

    RdbContents contents = load(write(USUAL.withVersion(version), HEADER));

    try (Keyspace loaded = contents.keyspace()) {
      assertThat(contents.version()).isEqualTo(version.number());
      assertThat(contents.isVerified()).isEqualTo(version.number() >= 5);
      assertThat(contents.aux().isEmpty()).isEqualTo(version.number() < 7);
      assertThat(loaded.records().expireAtMs(Loads.find(loaded, 1, "k"))).isEqualTo(NOW_MS + 1000);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = RdbVersion.class,
      names = {"V2", "V8"})
  void refusesAStreamBeforeItWritesAnything(RdbVersion version) {
    keyspace.streams().create(keyspace.database(2), new byte[] {'s'}, 0, 1, -1);
    var sink = new ByteArrayOutputStream();
    try (Snapshot snapshot = keyspace.openSnapshot()) {
      var writer = new RdbWriter(USUAL.withVersion(version));
      assertThatExceptionOfType(UnwritableValueException.class)
          .isThrownBy(() -> writer.write(snapshot, HEADER, sink))
          .withMessage("'s' is a stream, which version " + version.number() + " has no type for");
    }
    assertThat(sink.size()).isZero();
  }

  @Test
  void writesTheMomentOfTheSnapshot() throws IOException {
    put(keyspace, 0, "k", "before", -1);
    try (Snapshot snapshot = keyspace.openSnapshot()) {
      put(keyspace, 0, "k", "after", -1);
      put(keyspace, 0, "new", "after", -1);

      assertThat(strings(load(write(snapshot, USUAL, HEADER)), 0)).isEqualTo(Map.of("k", "before"));
    }
  }

  @Test
  void writesValuesLongerThanItsBuffers() throws IOException {
    put(keyspace, 0, "words", "lockstep ".repeat(200_000), -1);
    byte[] noise = new byte[2_000_000];
    new Random(SEED).nextBytes(noise);
    put(keyspace, 0, "noise", new String(noise, ISO_8859_1), -1);

    byte[] file = write(USUAL, HEADER);

    assertThat(file).hasSizeBetween(2_000_000, 2_100_000);
    assertThat(strings(load(file), 0)).isEqualTo(strings(keyspace, 0));
  }

  @Test
  void passesOnTheFailureOfItsSink() {
    put(keyspace, 0, "noise", "x".repeat(300_000), -1);
    var broken =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("gone");
          }
        };

    try (Snapshot snapshot = keyspace.openSnapshot()) {
      var writer = new RdbWriter(USUAL.withCompression(false));
      assertThatIOException()
          .isThrownBy(() -> writer.write(snapshot, HEADER, broken))
          .withMessage("gone");
    }
  }

  private byte[] write(RdbWriteOptions options, RdbHeader header) throws IOException {
    try (Snapshot snapshot = keyspace.openSnapshot()) {
      return write(snapshot, options, header);
    }
  }

  private static byte[] write(Snapshot snapshot, RdbWriteOptions options, RdbHeader header)
      throws IOException {
    var sink = new ByteArrayOutputStream();
    RdbWritten written = new RdbWriter(options).write(snapshot, header, sink);
    assertThat(written.bytes()).isEqualTo(sink.size());
    return sink.toByteArray();
  }

  private static String value(Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> Long.toString(random.nextLong() >> random.nextInt(64));
      case 1 -> "lockstep".repeat(random.nextInt(50));
      case 2 -> "";
      default -> noise(random, random.nextInt(200));
    };
  }

  private static String noise(Random random, int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return new String(bytes, ISO_8859_1);
  }
}
