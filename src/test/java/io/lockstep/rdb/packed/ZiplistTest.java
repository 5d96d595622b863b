package io.lockstep.rdb.packed;

import static io.lockstep.rdb.packed.Packs.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;

class ZiplistTest {
  private final Ziplist ziplist = new Ziplist();

  @Test
  void readsNumbersOfEveryWidth() throws MalformedPackException {
    byte[] pack =
        bytes(
            "00000000 2c000000 0700",
            "00 f1",
            "02 fd",
            "02 fe80",
            "03 c00080",
            "04 f0000080",
            "05 d000000080",
            "06 e00000000000000080",
            "ff");
    pack[0] = (byte) pack.length;
    pack[4] = (byte) (pack.length - 1 - 10);

    assertThat(Packs.read(ziplist, pack))
        .containsExactly(
            0L, 12L, -128L, -32768L, -8388608L, (long) Integer.MIN_VALUE, Long.MIN_VALUE);
  }

  @Test
  void readsTextsOfEveryLengthForm() throws MalformedPackException {
    byte[] pack =
        bytes(
            "00000000 00000000 0300",
            "00 02",
            "'hi'",
            "04 4001",
            "'x'",
            "04 8000000003",
            "'abc'",
            "ff");
    pack[0] = (byte) pack.length;
    pack[4] = (byte) (pack.length - 1 - 9);

    assertThat(Packs.read(ziplist, pack)).containsExactly("hi", "x", "abc");
  }

  @Test
  void readsTheLongFormOfAShortLength() throws MalformedPackException {
    assertThat(Packs.read(ziplist, bytes("13000000 0c000000 0200 00f2 fe02000000 f3 ff")))
        .containsExactly(1L, 2L);
  }

  @Test
  void countsWhatTheHeaderDoesNot() throws MalformedPackException {
    assertThat(Packs.read(ziplist, bytes("0f000000 0c000000 ffff 00f2 02f3 ff")))
        .containsExactly(1L, 2L);
  }

  @Test
  void mayBeEmpty() throws MalformedPackException {
    assertThat(Packs.read(ziplist, bytes("0b000000 0a000000 0000 ff"))).isEmpty();
  }

  @Test
  void refusesWhatDoesNotHoldTogether() {
    refuses("0a000000 0a000000 0000", "too few");
    refuses("10000000 0c000000 0200 00f2 02f3 ff", "says 16 bytes and has 15");
    refuses("0f000000 0c000000 0200 00f2 02f3 00", "no end mark");
    refuses("0f000000 0a000000 0200 00f2 02f3 ff", "offset of the last element");
    refuses("0f000000 0c000000 0100 00f2 02f3 ff", "says 1 elements and has 2");
    refuses("0f000000 0c000000 0200 00f2 03f3 ff", "length of the element before");
    refuses("0f000000 0c000000 0200 00f2 ff f3 ff", "length of the element before");
    refuses("0f000000 0c000000 0200 00f2 fe02 ff", "reaches behind the end");
    refuses("0f000000 0c000000 0200 00f2 02c1 ff", "unknown encoding 193");
    refuses("0f000000 0c000000 0200 00f2 02ff ff", "unknown encoding 255");
    refuses("0f000000 0c000000 0200 00f2 02c0 ff", "reaches behind the end");
    refuses("0f000000 0c000000 0200 00f2 0201 ff", "reaches behind the end");
    refuses("13000000 0c000000 0200 00f2 02 80ffffffff ff", "reaches behind the end");
  }

  private void refuses(String hex, String reason) {
    assertThatExceptionOfType(MalformedPackException.class)
        .isThrownBy(() -> Packs.read(ziplist, bytes(hex)))
        .withMessageContaining(reason);
    assertThat(ziplist.next()).isFalse();
  }
}
