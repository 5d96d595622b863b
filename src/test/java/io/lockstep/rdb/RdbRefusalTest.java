package io.lockstep.rdb;

import static io.lockstep.rdb.Loads.load;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.lockstep.rdb.packed.ListpackWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RdbRefusalTest {
  @ParameterizedTest
  @ValueSource(ints = {8, 27, 100})
  void namesATypeThatIsNotRead(int type) {
    unsupported(
        RdbBytes.version(11).u8(type).string("key").finished(), "type " + type + " not supported");
  }

  @Test
  void namesTheModuleOfAValue() {
    unsupported(Loads.resource("module"), "type 6 not supported (module 'hellotype')");
    unsupported(Loads.resource("dump-module-2"), "type 7 not supported (module 'hellotype')");
  }

  @Test
  void refusesFunctionsOfBeforeTheRelease() {
    unsupported(Loads.resource("function"), "preceded Redis 7.0");
  }

  @Test
  void refusesOtherVersionsAndFormats() {
    unsupported(RdbBytes.version(14).finished(), "version 14");
    unsupported(RdbBytes.version(0).finished(), "version 0");
    corrupt(new RdbBytes().raw("REDIS00x9").finished(), 0, "begin with REDIS");
    corrupt(new RdbBytes().raw("GARBAGE!!").finished(), 0, "begin with REDIS");
  }

  @Test
  void refusesADatabaseBeyondItsOwn() {
    unsupported(RdbBytes.version(9).u8(RdbOpcode.SELECTDB, 16).finished(), "database 16");
  }

  @Test
  void refusesUnknownOpcodes() {
    unsupported(RdbBytes.version(13).u8(242).finished(), "opcode 242 not supported");
    unsupported(RdbBytes.version(12).u8(243).finished(), "opcode 243 not supported");
  }

  @Test
  void namesTheModuleOfAuxiliaryDataItCannotPass() {
    byte[] file =
        RdbBytes.version(9).u8(RdbOpcode.MODULE_AUX, 0x81, 0, 0, 0, 0, 0, 0, 0, 0, 9).finished();

    unsupported(file, "module 'AAAAAAAAA'");
  }

  @Test
  void refusesAKeyThatAppearsTwice() {
    corrupt(RdbBytes.version(9).key("a", "1").key("a", "2").finished(), 14, "'a' appears twice");
  }

  @Test
  void refusesAnElementThatAppearsTwiceInAPackedCollection() {
    corrupt(
        packed(RdbType.HASH_LISTPACK, "f", "1", "f", "2"), 12, "a field of a hash appears twice");
    corrupt(packed(RdbType.SET_LISTPACK, "m", "7", "m"), 12, "a member of a set appears twice");
    corrupt(
        packed(RdbType.SORTED_SET_LISTPACK, "m", "1", "m", "2"),
        12,
        "a member of a sorted set appears twice");
  }

  private static byte[] packed(int type, String... elements) {
    var writer = new ListpackWriter();
    for (String element : elements) {
      byte[] bytes = element.getBytes(StandardCharsets.ISO_8859_1);
      writer.append(bytes, 0, bytes.length);
    }
    writer.finish();
    String pack = new String(writer.bytes(), 0, writer.length(), StandardCharsets.ISO_8859_1);
    return RdbBytes.version(11).u8(type).string("k").string(pack).finished();
  }

  @Test
  void refusesAStringBeyondTheLimitBeforeItTakesMemory() {
    byte[] file = RdbBytes.version(9).u8(0).string("k").u8(0x80, 0x7f, 0xff, 0xff, 0xff).finished();

    corrupt(file, 12, "the limit is");
  }

  @Test
  void refusesACompressedStringThatClaimsTooMuch() {
    int lzf = RdbEncoding.special(RdbEncoding.LZF);
    byte[] file =
        RdbBytes.version(9).u8(0).string("k").u8(lzf, 2, 0x80, 0, 0xff, 0, 0, 0, 0).finished();

    corrupt(file, 12, "claims");
  }

  @Test
  void refusesEveryPartOfAFile() {
    byte[] file =
        RdbBytes.version(9)
            .aux("redis-ver", "7.0.15")
            .u8(RdbOpcode.SELECTDB, 0, RdbOpcode.RESIZEDB, 2, 1)
            .key("a", "b")
            .u8(RdbOpcode.EXPIRETIME_MS)
            .i64(1)
            .u8(0)
            .string("n")
            .u8(0xC2)
            .i32(77)
            .finished();

    for (int length = 0; length < file.length; length++) {
      corrupt(Arrays.copyOf(file, length), length, "ends here");
    }
  }

  private static void corrupt(byte[] file, long offset, String message) {
    assertThatExceptionOfType(CorruptRdbException.class)
        .isThrownBy(() -> load(file))
        .withMessageContaining(message)
        .satisfies(e -> assertThat(e.offset()).isEqualTo(offset));
  }

  private static void unsupported(byte[] file, String message) {
    assertThatExceptionOfType(UnsupportedRdbException.class)
        .isThrownBy(() -> load(file))
        .withMessageContaining(message);
  }
}
