package io.lockstep.rdb;

import static io.lockstep.rdb.Loads.load;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.lockstep.keyspace.Database;
import io.lockstep.keyspace.HashValue;
import io.lockstep.keyspace.Keyspace;
import io.lockstep.keyspace.Snapshot;
import io.lockstep.memory.Records;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The same byte means one thing in a file of Redis, and another in one of Valkey. As no such server
 * is at hand, the files were put together by hand.
 */
class RdbDialectTest {
  private static RdbBytes valkey(int version) {
    return new RdbBytes().raw("VALKEY%03d".formatted(version));
  }

  // ---- Valkey

  @ParameterizedTest
  @ValueSource(ints = {80, 81})
  void readsValkeysVersions(int version) throws IOException {
    byte[] file =
        valkey(version)
            .aux("valkey-ver", "9.0.0")
            .u8(RdbOpcode.SELECTDB, 0, RdbOpcode.RESIZEDB, 1, 0)
            .u8(RdbOpcode.SLOT_INFO, 5, 1, 0)
            .key("a", "b")
            .finished();
    RdbContents contents = load(file);
    contents.keyspace().close();
    assertThat(contents.version()).isEqualTo(version);
    assertThat(contents.isVerified()).isTrue();
    assertThat(Shown.of(file)).isEqualTo(Map.of("a", "b"));
  }

  @Test
  void readsFieldsBeforeTheirTimes() throws IOException {
    byte[] file =
        valkey(80)
            .u8(22)
            .string("h")
            .u8(4)
            .string("a")
            .string("1")
            .i64(1000)
            .string("b")
            .string("2")
            .i64(-1)
            .string("past")
            .string("3")
            .i64(0)
            .string("never comes")
            .string("4")
            .i64(Long.MAX_VALUE)
            .key("next", "1")
            .finished();
    assertThat(Shown.of(file))
        .containsEntry("h", "{a=1@1000, b=2, never comes=4@281474976710655, past=3@1}")
        .containsEntry("next", "1");
  }

  @Test
  void passesOverFieldsAndTheirTimes() throws IOException {
    byte[] file =
        valkey(80)
            .u8(RdbOpcode.EXPIRETIME_MS)
            .i64(1)
            .u8(22)
            .string("h")
            .u8(1)
            .string("a")
            .string("1")
            .i64(1000)
            .key("next", "1")
            .finished();
    RdbContents contents = load(file, RdbReadOptions.forMaster(Loads.NOW_MS));
    assertThat(Loads.strings(contents, 0)).isEqualTo(Map.of("next", "1"));
  }

  @ParameterizedTest
  @ValueSource(ints = {24, 25, 26})
  void knowsNoneOfRedisNewTypesInAFileOfValkey(int type) {
    unsupported(valkey(80).u8(type).string("h").finished(), 9, "type " + type + " not supported");
  }

  @Test
  void namesWhatItDoesNotReadOfValkey() {
    unsupported(valkey(81).u8(23).string("h").finished(), 9, "path hash");
    unsupported(valkey(81).key("a", "b").u8(243).finished(), 14, "243 not supported (slots");
    unsupported(valkey(81).u8(242).finished(), 9, "242 not supported (a command");
  }

  @Test
  void refusesAVersionOfTheOther() {
    unsupported(valkey(11).finished(), 6, "version 11 of VALKEY; known are 80 to 81");
    unsupported(valkey(82).finished(), 6, "version 82 of VALKEY");
    unsupported(RdbBytes.version(80).finished(), 5, "version 80 of REDIS; known are 1 to 13");
    unsupported(RdbBytes.version(14).finished(), 5, "version 14 of REDIS");
  }

  @Test
  void writesTimesOfFieldsForValkey() throws IOException {
    try (Keyspace keyspace = new Keyspace(1, 1)) {
      put(keyspace, "timed", Loads.NOW_MS);
      put(keyspace, "plain", Records.NO_EXPIRY);
      byte[] file = written(keyspace, RdbVersion.VALKEY_80);
      assertThat(new String(file, 0, 9, ISO_8859_1)).isEqualTo("VALKEY080");
      assertThat(Shown.of(file))
          .isEqualTo(Map.of("timed", "{f=v@" + Loads.NOW_MS + ", g=v}", "plain", "{f=v, g=v}"));
    }
  }

  private static void put(Keyspace keyspace, String key, long expireAtMs) {
    byte[] name = key.getBytes(ISO_8859_1);
    Database database = keyspace.database(0);
    HashValue hash = keyspace.hashes().create(database, name, 0, name.length, Records.NO_EXPIRY);
    hash.put(new byte[] {'f'}, 0, 1, new byte[] {'v'}, 0, 1, expireAtMs);
    hash.put(new byte[] {'g'}, 0, 1, new byte[] {'v'}, 0, 1, Records.NO_EXPIRY);
  }

  private static byte[] written(Keyspace keyspace, RdbVersion version) throws IOException {
    var sink = new ByteArrayOutputStream();
    try (Snapshot snapshot = keyspace.openSnapshot()) {
      new RdbWriter(RdbWriteOptions.usual().withVersion(version))
          .write(snapshot, RdbHeader.of("7.2.6", Loads.NOW_MS), sink);
    }
    return sink.toByteArray();
  }

  // ---- Redis

  /** As Redis 8.6 adds them: the name "KMT1", version 1, and whether it may be passed over. */
  static RdbBytes metadata(RdbBytes file, int flags) {
    int name = 10 << 18 | 12 << 12 | 19 << 6 | 53;
    return file.u8(243, 1).i32(name << 8 | 1 << 3 | flags).u8(2, 7, 5).string("value").u8(0);
  }

  @Test
  void passesOverMetadataThatMayBeIgnored() throws IOException {
    byte[] file = metadata(RdbBytes.version(13).u8(RdbOpcode.FREQ, 3), 1).key("a", "b").finished();
    assertThat(Shown.of(file)).isEqualTo(Map.of("a", "b"));
  }

  @Test
  void namesTheModuleOfMetadataThatMayNot() {
    byte[] file = metadata(RdbBytes.version(13), 0).key("a", "b").finished();
    unsupported(file, 11, "metadata 'META-KMT1' of a key, which only its module reads");
  }

  static RdbBytes streamWithProducers() {
    RdbBytes file = OldFormsTest.streamNode(RdbBytes.version(13).u8(26).string("k"));
    file.u8(1, 5, 1, 5, 1, 0, 0, 1, 0); // length, last, first, deleted, added, groups
    file.u8(60, 50, 1).string("producer").u8(1).string("request").u8(5, 1).u8(5, 1);
    return file;
  }

  @Test
  void passesOverWhatProducersOfAStreamSaid() throws IOException {
    byte[] whole = streamWithProducers().key("next", "1").finished();
    assertThat(Shown.of(whole)).isEqualTo(Map.of("k", "[5-1 f=v, last 5-1 groups 0]", "next", "1"));
  }

  private static void unsupported(byte[] file, long offset, String message) {
    assertThatExceptionOfType(UnsupportedRdbException.class)
        .isThrownBy(() -> load(file))
        .withMessageContaining(message)
        .satisfies(e -> assertThat(e.offset()).isEqualTo(offset));
  }
}
