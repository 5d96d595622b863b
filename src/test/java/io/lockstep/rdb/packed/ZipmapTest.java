package io.lockstep.rdb.packed;

import static io.lockstep.rdb.packed.Packs.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;

class ZipmapTest {
  private final Zipmap zipmap = new Zipmap();

  @Test
  void readsPairsAndPassesUnusedBytes() throws MalformedPackException {
    assertThat(
            Packs.read(
                zipmap,
                bytes("02", "03", "'foo'", "0302", "'bar'", "0000", "01", "'1'", "0000", "ff")))
        .containsExactly("foo", "bar", "1", "");
  }

  @Test
  void readsLongLengths() throws MalformedPackException {
    String field = "f".repeat(254);
    assertThat(
            Packs.read(
                zipmap,
                bytes("01", "fefe000000", "'" + field + "'", "fe0300000001", "'bar'", "00", "ff")))
        .containsExactly(field, "bar");
  }

  @Test
  void countsWhatTheHeaderDoesNot() throws MalformedPackException {
    Packs.open(zipmap, bytes("fe", "01", "'a'", "0100", "'b'", "ff"));

    assertThat(zipmap.count()).isEqualTo(2);
  }

  @Test
  void refusesWhatDoesNotHoldTogether() {
    refuses("ff", "too few");
    refuses("00ff", "no pairs");
    refuses("01 0161 010062 00", "no end mark");
    refuses("02 0161 010062 ff", "says 2 elements and has 1");
    refuses("ff 0161 010062 ff", "says 255 elements and has 1");
    refuses("01 0161 ff", "reaches behind the end");
    refuses("01 0161 01 ff", "reaches behind the end");
    refuses("01 0161 010162 ff", "reaches behind the end");
    refuses("01 0961 010062 ff", "reaches behind the end");
    refuses("01 0161 feffffffff 00 ff", "reaches behind the end");
    refuses("01 0161 fe0000 ff", "reaches behind the end");
    refuses("01 0161 010062 ff 00 ff", "ends too early");
    refuses("01 0161 ff0062 ff", "ends too early");
  }

  private void refuses(String hex, String reason) {
    assertThatExceptionOfType(MalformedPackException.class)
        .isThrownBy(() -> Packs.read(zipmap, bytes(hex)))
        .withMessageContaining(reason);
    assertThat(zipmap.next()).isFalse();
  }
}
