package io.lockstep.rdb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.management.ThreadMXBean;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Random;
import org.jspecify.annotations.Nullable;
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
    var in = new RdbInput(new StreamSource(new OneByOne(source)), true);

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
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    long before = threads.getCurrentThreadAllocatedBytes();
    assertThatExceptionOfType(CorruptRdbException.class)
        .isThrownBy(() -> string.read(input(bytes)))
        .withMessageContaining("ends here");
    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(64 << 20);
  }

  @Test
  void readsNumbersAndStringsWhereverPiecesEnd() throws IOException {
    var file = new ByteArrayOutputStream();
    var out = new RdbOutput(file, true);
    out.i64(0x0102030405060708L);
    out.length(3);
    out.u8('a');
    out.u8('b');
    out.u8('c');
    out.length(70_000);
    out.finish();
    byte[] bytes = file.toByteArray();
    for (int first = 0; first <= bytes.length; first++) {
      for (int second = first; second <= bytes.length; second++) {
        var in = new RdbInput(new Pieces(bytes, first, second), true);
        var string = new RdbString(100);

        assertThat(in.i64()).isEqualTo(0x0102030405060708L);
        string.read(in);
        long after = in.length();

        assertThat(string.text()).isEqualTo("abc");
        assertThat(after).isEqualTo(70_000);
        assertThat(in.checksum()).isEqualTo(in.i64());
        assertThat(in.offset()).isEqualTo(bytes.length);
      }
    }
  }

  /** A string that lies in a piece is not moved by what is read after it. */
  @Test
  void leavesAStringInItsPieceUntilItIsReadAnew() throws IOException {
    byte[] bytes = {2, 'a', 'b', 2, 'c', 'd'};
    var in = new RdbInput(new Pieces(bytes, 3, 5), true);
    var one = new RdbString(100);
    var two = new RdbString(100);

    one.read(in);
    two.read(in);

    assertThat(one.text()).isEqualTo("ab");
    assertThat(two.text()).isEqualTo("cd");
    assertThat(one.copy()).containsExactly('a', 'b');
  }

  /** Cut in three, each in an array of its own with other bytes around it. */
  private static final class Pieces implements RdbSource {
    private final Deque<ByteBuffer> left = new ArrayDeque<>();

    Pieces(byte[] bytes, int first, int second) {
      add(bytes, 0, first);
      add(bytes, first, second);
      add(bytes, second, bytes.length);
    }

    private void add(byte[] bytes, int start, int end) {
      if (start < end) {
        byte[] array = new byte[end - start + 9];
        Arrays.fill(array, (byte) 0xee);
        System.arraycopy(bytes, start, array, 5, end - start);
        left.add(ByteBuffer.wrap(array, 5, end - start));
      }
    }

    @Override
    public @Nullable ByteBuffer next() {
      return left.poll();
    }
  }

  private static RdbInput input(byte[] bytes) {
    return new RdbInput(new StreamSource(new ByteArrayInputStream(bytes)), true);
  }
}
