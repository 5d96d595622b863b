package io.lockstep.rdb.packed;

import static io.lockstep.rdb.packed.Packs.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ListpackTest {
  private final Listpack listpack = new Listpack();

  @Test
  void readsNumbersOfEveryWidth() throws MalformedPackException {
    byte[] pack =
        bytes(
            "35000000 0b00",
            "00 01 7f 01",
            "dfff 02 d000 02",
            "f10080 03 f1ff7f 03",
            "f2000080 04",
            "f300000080 05",
            "f4 0000000000000080 09",
            "f4 ffffffffffffff7f 09",
            "c001 02",
            "ff");
    pack[0] = (byte) pack.length;

    assertThat(Packs.read(listpack, pack))
        .containsExactly(
            0L,
            127L,
            -1L,
            -4096L,
            -32768L,
            32767L,
            -8388608L,
            (long) Integer.MIN_VALUE,
            Long.MIN_VALUE,
            Long.MAX_VALUE,
            1L);
  }

  @Test
  void readsTextsOfEveryLengthForm() throws MalformedPackException {
    byte[] pack =
        bytes(
            "19000000 0300",
            "82",
            "'hi'",
            "03",
            "e001",
            "'x'",
            "03",
            "f003000000",
            "'abc'",
            "08",
            "ff");
    pack[0] = (byte) pack.length;

    assertThat(Packs.read(listpack, pack)).containsExactly("hi", "x", "abc");
  }

  @Test
  void givesNumbersAsTextOnDemand() throws MalformedPackException {
    Packs.open(listpack, bytes("0a000000 0100 dfff02 ff"));

    assertThat(listpack.nextText()).isTrue();
    assertThat(Packs.text(listpack)).isEqualTo("-1");
    assertThat(listpack.isNumber()).isFalse();
  }

  @Test
  void countsWhatTheHeaderDoesNot() throws MalformedPackException {
    assertThat(Packs.read(listpack, bytes("0b000000 ffff 0501 0601 ff"))).containsExactly(5L, 6L);
  }

  @Test
  void mayBeEmpty() throws MalformedPackException {
    assertThat(Packs.read(listpack, bytes("07000000 0000 ff"))).isEmpty();
    assertThat(listpack.count()).isZero();
  }

  @Test
  void tellsLengthsAroundEveryWidthOfTheWayBack() throws MalformedPackException {
    // an element of 2^14 - 1 bytes takes three for the way back, not two
    for (int size : new int[] {127, 128, 16382, 16383, 16384, 2097150, 2097151}) {
      var writer = new ListpackWriter();
      byte[] text = new byte[size - (size <= 64 ? 1 : size <= 4097 ? 2 : 5)];
      Arrays.fill(text, (byte) 'x');
      writer.append(text, 0, text.length);
      writer.append(7);
      writer.finish();
      int back = size <= 127 ? 1 : size < 16383 ? 2 : size < 2097151 ? 3 : 4;
      assertThat(writer.length()).isEqualTo(6 + size + back + 2 + 1);
      listpack.open(writer.bytes(), 0, writer.length());
      assertThat(listpack.count()).isEqualTo(2);
    }
  }

  @Test
  void refusesWhatDoesNotHoldTogether() {
    refuses("0600000000 00", "too few");
    refuses("0a000000 0200 0501 0601 ff", "says 10 bytes and has 11");
    refuses("0b000000 0200 0501 0601 00", "no end mark");
    refuses("0b000000 0300 0501 0601 ff", "says 3 elements and has 2");
    refuses("0b000000 0200 0501 ff01 ff", "unknown encoding 255");
    refuses("0b000000 0200 0501 f501 ff", "unknown encoding 245");
    refuses("0b000000 0200 0502 0601 ff", "way back");
    refuses("0b000000 0200 0501 8101 ff", "reaches behind the end");
    refuses("0c000000 0100 f0ffff ff01 ff", "reaches behind the end");
    refuses("0d000000 0100 f0ffffffff 01 ff", "reaches behind the end");
    refuses("0b000000 0200 0501 f101 ff", "reaches behind the end");
  }

  private void refuses(String hex, String reason) {
    assertThatExceptionOfType(MalformedPackException.class)
        .isThrownBy(() -> Packs.read(listpack, bytes(hex)))
        .withMessageContaining(reason);
    assertThat(listpack.next()).isFalse();
  }
}
