package io.lockstep.rdb;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.lockstep.keyspace.Database;
import io.lockstep.keyspace.Keyspace;
import io.lockstep.keyspace.ListReader;
import io.lockstep.keyspace.ListValue;
import io.lockstep.keyspace.Snapshot;
import io.lockstep.memory.Records;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists in files: in the forms of old, and there and back. */
class ListFilesTest {
  private static final List<String> SMALL = List.of("1", "-7", "", "text", "9223372036854775808");
  private static final List<String> BIG =
      Stream.concat(
              IntStream.range(0, 5_000).mapToObj(i -> i % 2 == 0 ? "" + i : "element " + i),
              Stream.of("x".repeat(9_000), "y".repeat(200_000), "the last"))
          .toList();

  @ParameterizedTest
  @EnumSource(RdbVersion.class)
  void readsWhatItWrote(RdbVersion version) throws IOException {
    byte[] file;
    try (Keyspace keyspace = new Keyspace(1, 7)) {
      put(keyspace, "small", SMALL);
      put(keyspace, "big", BIG);
      file = write(keyspace, version);
    }
    try (Keyspace loaded = Loads.load(file).keyspace()) {
      assertThat(list(loaded, "small")).isEqualTo(SMALL);
      assertThat(list(loaded, "big")).isEqualTo(BIG);
      assertThat(isPacked(loaded, "small")).isTrue();
      assertThat(isPacked(loaded, "big")).isFalse();
    }
  }

  @Test
  void readsAZiplistOfRedisBefore3_2() throws IOException {
    try (Keyspace loaded = Loads.load(Loads.resource("ziplist_with_integers")).keyspace()) {
      assertThat(list(loaded, "ziplist_with_integers"))
          .startsWith("0", "1", "2")
          .contains("-2", "13", "25", "-61", "63", "16380", "65535")
          .endsWith("9223372036854775807");
    }
  }

  @Test
  void readsAQuicklistOfZiplistsAndOneOfListpacks() throws IOException {
    byte[] file =
        RdbBytes.version(11)
            .u8(RdbType.LIST_QUICKLIST)
            .string("ziplists")
            .u8(2)
            .u8(14, 14, 0, 0, 0, 10, 0, 0, 0, 1, 0, 0, 0xf2, 0xff, 0xff)
            .u8(14, 14, 0, 0, 0, 10, 0, 0, 0, 1, 0, 0, 0xf3, 0xff, 0xff)
            .finished();
    assertThatExceptionOfType(CorruptRdbException.class).isThrownBy(() -> Loads.load(file));
    byte[] sound =
        RdbBytes.version(11)
            .u8(RdbType.LIST_QUICKLIST)
            .string("ziplists")
            .u8(2)
            .u8(13, 13, 0, 0, 0, 10, 0, 0, 0, 1, 0, 0, 0xf2, 0xff)
            .u8(13, 13, 0, 0, 0, 10, 0, 0, 0, 1, 0, 0, 0xf3, 0xff)
            .u8(RdbType.LIST_QUICKLIST_2)
            .string("listpacks")
            .u8(2)
            .u8(ListBlockWriter.PLAIN)
            .string("plain")
            .u8(ListBlockWriter.PACKED)
            .u8(9, 9, 0, 0, 0, 1, 0, 5, 1, 0xff)
            .finished();
    try (Keyspace loaded = Loads.load(sound).keyspace()) {
      assertThat(list(loaded, "ziplists")).containsExactly("1", "2");
      assertThat(list(loaded, "listpacks")).containsExactly("plain", "5");
    }
  }

  @Test
  void holdsAnEmptyListForNoKey() throws IOException {
    byte[] file = RdbBytes.version(11).u8(RdbType.LIST).string("empty").u8(0).finished();
    try (Keyspace loaded = Loads.load(file).keyspace()) {
      assertThat(loaded.database(0).size()).isZero();
    }
  }

  @Test
  void refusesAPlainNodeWithoutBytes() {
    byte[] file =
        RdbBytes.version(11)
            .u8(RdbType.LIST_QUICKLIST_2)
            .string("key")
            .u8(1, ListBlockWriter.PLAIN, 0)
            .finished();
    assertThatExceptionOfType(CorruptRdbException.class)
        .isThrownBy(() -> Loads.load(file))
        .withMessageContaining("without bytes");
  }

  @Test
  void refusesANodeOfAnUnknownKind() {
    byte[] file =
        RdbBytes.version(11)
            .u8(RdbType.LIST_QUICKLIST_2)
            .string("key")
            .u8(1, 3)
            .string("node")
            .finished();
    assertThatExceptionOfType(CorruptRdbException.class)
        .isThrownBy(() -> Loads.load(file))
        .withMessageContaining("unknown kind 3");
  }

  /** The way back of these took a byte less in memory than in a file, which nobody read then. */
  @ParameterizedTest
  @ValueSource(ints = {16_377, 16_378, 16_379, 2_097_145, 2_097_146, 2_097_147})
  void holdsElementsAroundTheWidthsOfTheWayBack(int length) throws IOException {
    try (Keyspace keyspace = new Keyspace(1, 7)) {
      keyspace.limits().listMaxListpackSize = 10;
      List<String> elements = List.of("a", "x".repeat(length), "b");
      put(keyspace, "key", elements);
      try (Keyspace loaded = Loads.load(write(keyspace, RdbVersion.V11)).keyspace()) {
        assertThat(list(loaded, "key")).isEqualTo(elements);
      }
    }
  }

  private static void put(Keyspace keyspace, String key, List<String> elements) {
    byte[] name = key.getBytes(ISO_8859_1);
    Database database = keyspace.database(0);
    ListValue list = keyspace.lists().create(database, name, 0, name.length, Records.NO_EXPIRY);
    for (String element : elements) {
      byte[] bytes = element.getBytes(ISO_8859_1);
      list.grow(bytes.length, 1);
      list.pushLast(bytes, 0, bytes.length);
    }
  }

  private static byte[] write(Keyspace keyspace, RdbVersion version) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (Snapshot snapshot = keyspace.openSnapshot()) {
      new RdbWriter(RdbWriteOptions.usual().withVersion(version))
          .write(snapshot, RdbHeader.of("7.2.6", Loads.NOW_MS), out);
    }
    return out.toByteArray();
  }

  private static boolean isPacked(Keyspace keyspace, String key) {
    return new ListReader(keyspace.records()).isPacked(Loads.find(keyspace, 0, key));
  }

  private static List<String> list(Keyspace keyspace, String key) {
    List<String> elements = new ArrayList<>();
    new ListReader(keyspace.records())
        .forEach(
            Loads.find(keyspace, 0, key),
            element -> elements.add(new String(element.toBytes(), ISO_8859_1)));
    return elements;
  }
}
