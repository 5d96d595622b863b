package io.lockstep.rdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RdbInputTest {
  private static final long SEED = 20_260_403;

  @Test
  void readsBackEveryLengthThatIsWritten() throws IOException {
    long[] lengths = {0, 63, 64, 16383, 16384, 0xffff_ffffL, 0x1_0000_0000L, Long.MAX_VALUE};
    var sink = new ByteArrayOutputStream();
    var out = new RdbOutput(sink, true);
    for (long length : lengths) {
      out.length(length);
    }
    out.finish();

    RdbInput in = input(sink.toByteArray());

    for (long length : lengths) {
      assertThat(in.length()).isEqualTo(length);
    }
    assertThat(in.checksum()).isEqualTo(in.i64());
  }

  @Test
  void asksItsSourceOnlyForBytesThatItLacks() throws IOException {
    var source = new ByteArrayInputStream(new byte[] {1, 2, 3, 4, 5});
    var in = new RdbInput(new OneByOne(source), true);

    in.u8();
    in.u8();

    assertThat(source.available()).isEqualTo(3);
    assertThat(in.rest()).isEmpty();
  }

  @Test
  void tellsWhatArrivedBeyondTheConsumedBytes() throws IOException {
    RdbInput in = input(new byte[] {1, 2, 3, 4, 5});

    in.skip(3);

    assertThat(in.rest()).containsExactly(4, 5);
    assertThat(in.offset()).isEqualTo(3);
  }

  @Test
  void computesTheSameChecksumHoweverTheBytesArrive() throws IOException {
    byte[] bytes = new byte[400_000];
    var random = new Random(SEED);
    random.nextBytes(bytes);
    RdbInput in = input(bytes);
    byte[] sink = new byte[bytes.length];
    for (int at = 0; at < bytes.length; ) {
      int run = Math.min(bytes.length - at, 1 + random.nextInt(100_000));
      in.bytes(sink, at, run);
      at += run;
    }

    assertThat(sink).isEqualTo(bytes);
    assertThat(in.checksum()).isEqualTo(Crc64.update(0, bytes, 0, bytes.length));
  }

  @Test
  void namesTheByteWhereTheInputEnds() {
    RdbInput in = input(new byte[5]);

    assertThatExceptionOfType(CorruptRdbException.class)
        .isThrownBy(in::i64)
        .satisfies(e -> assertThat(e.offset()).isEqualTo(5));
  }

  @Test
  void refusesALengthInAnUnknownForm() {
    RdbInput in = input(new byte[] {(byte) 0x82, 0, 0});

    assertThatExceptionOfType(CorruptRdbException.class)
        .isThrownBy(in::length)
        .withMessageContaining("unknown length encoding 130");
  }

  @Test
  void takesNoMoreRoomThanBytesArrive() {
    byte[] bytes = new byte[100];
    Arrays.fill(bytes, (byte) 0xff);
    bytes[0] = (byte) RdbEncoding.WIDE_32;
    bytes[1] = 0x1f; // just below 512 MiB
    var string = new RdbString(512 << 20);

    assertThatExceptionOfType(CorruptRdbException.class)
        .isThrownBy(() -> string.read(input(bytes)))
        .withMessageContaining("ends here");
    assertThat(string.bytes().length).isLessThan(1 << 20);
  }

  private static RdbInput input(byte[] bytes) {
    return new RdbInput(new ByteArrayInputStream(bytes), true);
  }
}
