package io.lockstep.rdb;

import static io.lockstep.rdb.Loads.NOW_MS;
import static io.lockstep.rdb.Loads.load;
import static io.lockstep.rdb.Loads.strings;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.lockstep.keyspace.Keyspace;
import io.lockstep.keyspace.SortedSetReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class RdbReaderTest {
  private static final int LZF = RdbEncoding.special(RdbEncoding.LZF);

  @Test
  void loadsAStringInEveryEncoding() throws IOException {
    byte[] file =
        RdbBytes.version(9)
            .key("raw", "text")
            .u8(0)
            .string("i8")
            .u8(0xC0, 0xFE)
            .u8(0)
            .string("i16")
            .u8(0xC1, 0x39, 0x30)
            .u8(0)
            .string("i32")
            .u8(0xC2)
            .i32(-123456789)
            .u8(0)
            .string("lzf")
            .u8(LZF, 5, 7, 1)
            .raw("ab")
            .u8(3 << 5, 1)
            .u8(0)
            .string("14 bits")
            .u8(0x40, 3)
            .raw("abc")
            .u8(0)
            .string("32 bits")
            .u8(0x80, 0, 0, 0, 3)
            .raw("abc")
            .u8(0)
            .string("64 bits")
            .u8(0x81, 0, 0, 0, 0, 0, 0, 0, 3)
            .raw("abc")
            .finished();

    assertThat(strings(load(file), 0))
        .containsEntry("raw", "text")
        .containsEntry("i8", "-2")
        .containsEntry("i16", "12345")
        .containsEntry("i32", "-123456789")
        .containsEntry("lzf", "abababa")
        .containsEntry("14 bits", "abc")
        .containsEntry("32 bits", "abc")
        .containsEntry("64 bits", "abc");
  }

  @Test
  void appliesAnExpiryToTheNextKeyOnly() throws IOException {
    byte[] file =
        RdbBytes.version(9)
            .u8(RdbOpcode.EXPIRETIME_MS)
            .i64(NOW_MS + 5)
            .key("ms", "1")
            .u8(RdbOpcode.EXPIRETIME)
            .i32(2_000_000_000)
            .key("s", "1")
            .key("never", "1")
            .finished();

    try (Keyspace keyspace = load(file).keyspace()) {
      assertThat(expiry(keyspace, "ms")).isEqualTo(NOW_MS + 5);
      assertThat(expiry(keyspace, "s")).isEqualTo(2_000_000_000_000L);
      assertThat(expiry(keyspace, "never")).isEqualTo(-1);
    }
  }

  @Test
  void dropsWhatHasExpiredOnAMasterOnly() throws IOException {
    byte[] file =
        RdbBytes.version(9)
            .u8(RdbOpcode.EXPIRETIME_MS)
            .i64(NOW_MS - 1)
            .key("past", "1")
            .u8(RdbOpcode.EXPIRETIME_MS)
            .i64(NOW_MS)
            .key("now", "1")
            .finished();

    RdbContents master = load(file, RdbReadOptions.forMaster(NOW_MS));
    RdbContents replica = load(file, RdbReadOptions.forReplica(NOW_MS));

    assertThat(master.counts()).containsExactly(new DatabaseCount(0, 1, 1));
    assertThat(strings(master, 0)).containsOnlyKeys("now");
    assertThat(strings(replica, 0)).containsOnlyKeys("now", "past");
  }

  @Test
  void keepsIdleTimesUnderLru() throws IOException {
    byte[] file =
        RdbBytes.version(9).u8(RdbOpcode.IDLE, 50).key("idle", "1").key("fresh", "1").finished();

    try (Keyspace keyspace = load(file).keyspace()) {
      assertThat(keyspace.accessClock().idleSeconds(clock(keyspace, "idle"))).isEqualTo(50);
      assertThat(keyspace.accessClock().idleSeconds(clock(keyspace, "fresh"))).isZero();
    }
  }

  @Test
  void keepsFrequenciesUnderLfu() throws IOException {
    byte[] file =
        RdbBytes.version(9).u8(RdbOpcode.FREQ, 200).key("hot", "1").key("new", "1").finished();
    var reader = new RdbReader(RdbReadOptions.forReplica(NOW_MS), seed -> lfuKeyspace());

    try (Keyspace keyspace = reader.load(new ByteArrayInputStream(file)).keyspace()) {
      assertThat(keyspace.accessClock().frequency(clock(keyspace, "hot"))).isEqualTo(200);
      assertThat(keyspace.accessClock().frequency(clock(keyspace, "new"))).isEqualTo(5);
    }
  }

  @Test
  void keepsFieldsAndFunctions() throws IOException {
    byte[] file =
        RdbBytes.version(10)
            .aux("repl-id", "0123456789abcdef0123456789abcdef01234567")
            .aux("repl-offset", "4711")
            .aux("repl-stream-db", "3")
            .aux("something", "else")
            .u8(RdbOpcode.FUNCTION2)
            .string("#!lua name=a")
            .finished();

    RdbContents contents = load(file);

    assertThat(contents.replication())
        .contains(new ReplicationPoint(3, "0123456789abcdef0123456789abcdef01234567", 4711));
    assertThat(contents.aux()).containsEntry("something", "else");
    assertThat(contents.functions()).containsExactly("#!lua name=a".getBytes(US_ASCII));
    contents.keyspace().close();
  }

  @Test
  void fillsTheSelectedDatabase() throws IOException {
    byte[] file =
        RdbBytes.version(9)
            .u8(RdbOpcode.SELECTDB, 3, RdbOpcode.RESIZEDB, 1, 0)
            .key("three", "3")
            .u8(RdbOpcode.SELECTDB, 15)
            .key("last", "15")
            .finished();

    RdbContents contents = load(file);

    assertThat(contents.lastDatabase()).isEqualTo(15);
    assertThat(strings(contents.keyspace(), 3)).containsOnlyKeys("three");
    assertThat(strings(contents, 15)).containsOnlyKeys("last");
  }

  @Test
  void passesOverSlotsAndModuleFields() throws IOException {
    byte[] file =
        RdbBytes.version(12).moduleAux().u8(RdbOpcode.SLOT_INFO, 5, 1, 0).key("a", "b").finished();

    assertThat(strings(load(file), 0)).isEqualTo(Map.of("a", "b"));
  }

  @Test
  void acceptsAFileWithoutChecksum() throws IOException {
    byte[] unchecked = RdbBytes.version(9).key("a", "b").u8(RdbOpcode.EOF).i64(0).unfinished();
    byte[] ancient = RdbBytes.version(4).key("a", "b").u8(RdbOpcode.EOF).unfinished();

    RdbContents contents = load(unchecked);

    assertThat(contents.isVerified()).isFalse();
    assertThat(strings(contents, 0)).isEqualTo(Map.of("a", "b"));
    assertThat(strings(load(ancient), 0)).isEqualTo(Map.of("a", "b"));
  }

  @Test
  void handsBackWhatArrivedBehindTheEnd() throws IOException {
    byte[] file = RdbBytes.version(9).key("a", "b").finished();
    byte[] more = Arrays.copyOf(file, file.length + 40);
    var slow = new ByteArrayInputStream(more);

    RdbContents atOnce = load(more);
    RdbContents byteByByte = reader(new ArrayList<>()).load(new OneByOne(slow));

    assertThat(atOnce.rest()).hasSize(40);
    assertThat(atOnce.bytes()).isEqualTo(file.length);
    assertThat(byteByByte.rest()).isEmpty();
    assertThat(slow.available()).isEqualTo(40);
    atOnce.keyspace().close();
    byteByByte.keyspace().close();
  }

  @Test
  void namesTheHashSeedToWhomOpensTheKeyspace() throws IOException {
    var seeds = new ArrayList<OptionalLong>();
    byte[] seeded = RdbBytes.version(9).aux("lockstep-hash-seed", "-42").key("a", "b").finished();
    byte[] stock = RdbBytes.version(9).key("a", "b").finished();

    reader(seeds).load(new ByteArrayInputStream(seeded)).keyspace().close();
    reader(seeds).load(new ByteArrayInputStream(stock)).keyspace().close();

    assertThat(seeds).containsExactly(OptionalLong.of(-42), OptionalLong.empty());
  }

  @Test
  void loadsALongValueInStrides() throws IOException {
    String value = "0123456789abcdef".repeat(400_000);
    byte[] file =
        RdbBytes.version(9)
            .u8(0)
            .string("long")
            .u8(0x80, 0, 0x61, 0xa8, 0)
            .raw(value)
            .key("next", "1")
            .finished();

    assertThat(strings(load(file), 0)).containsEntry("long", value).containsEntry("next", "1");
  }

  @Test
  void reportsProgress() throws IOException {
    var heard = new ArrayList<Long>();
    byte[] file = RdbBytes.version(9).key("a", "b").key("c", "d").finished();

    reader(new ArrayList<>())
        .load(
            new StreamSource(new ByteArrayInputStream(file)),
            (bytes, keys) -> heard.addAll(List.of(bytes, keys)))
        .keyspace()
        .close();

    assertThat(heard).containsExactly((long) file.length, 2L);
  }

  @Test
  void refusesAWrongChecksumAndClosesTheKeyspace() {
    byte[] file = RdbBytes.version(9).key("a", "b").finished();
    file[13] ^= 1; // in the value
    var opened = new ArrayList<Keyspace>();
    var reader =
        new RdbReader(RdbReadOptions.forReplica(NOW_MS), seed -> opened(opened, seed.orElse(1)));

    assertThatExceptionOfType(CorruptRdbException.class)
        .isThrownBy(() -> reader.load(new ByteArrayInputStream(file)))
        .withMessageContaining("checksum")
        .satisfies(e -> assertThat(e.offset()).isEqualTo(file.length - 8));
    assertThat(opened).hasSize(1);
    assertThat(opened.getFirst().bytesReserved()).isZero();
  }

  private static Keyspace opened(List<Keyspace> all, long seed) {
    var keyspace = new Keyspace(Loads.DATABASES, seed);
    all.add(keyspace);
    return keyspace;
  }

  private static Keyspace lfuKeyspace() {
    var keyspace = new Keyspace(1, 7);
    keyspace.accessClock().byFrequency(true);
    return keyspace;
  }

  private static RdbReader reader(List<OptionalLong> seeds) {
    return new RdbReader(
        RdbReadOptions.forReplica(NOW_MS),
        seed -> {
          seeds.add(seed);
          return new Keyspace(Loads.DATABASES, seed.orElse(7));
        });
  }

  private static long expiry(Keyspace keyspace, String key) {
    return keyspace.records().expireAtMs(Loads.find(keyspace, 0, key));
  }

  private static int clock(Keyspace keyspace, String key) {
    return keyspace.records().accessClock(Loads.find(keyspace, 0, key));
  }

  @Test
  void putsPackedMembersInOrder() throws IOException {
    byte[] file =
        RdbBytes.version(11)
            .u8(RdbType.SORTED_SET_LISTPACK)
            .string("k")
            .u8(22, 22, 0, 0, 0, 6, 0)
            .u8(0x81, 'b', 2, 7, 1, 0x81, 'a', 2, 7, 1, 0x81, 'c', 2, 3, 1, 0xff)
            .finished();
    var members = new ArrayList<String>();
    try (Keyspace keyspace = load(file).keyspace()) {
      new SortedSetReader(keyspace.records())
          .forEach(
              Loads.find(keyspace, 0, "k"),
              (member, score) -> members.add(new String(member.toBytes(), US_ASCII) + score));
    }
    assertThat(members).containsExactly("c3.0", "a7.0", "b7.0");
  }
}
