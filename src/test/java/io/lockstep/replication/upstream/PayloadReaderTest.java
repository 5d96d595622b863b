package io.lockstep.replication.upstream;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.replication.PayloadForm;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PayloadReaderTest {
  private static final String MARKER = "aaab0123456789".repeat(3).substring(0, 40);
  private static final PayloadForm MARKED = new PayloadForm.Marker(MARKER);

  /** Feeds the input in chunks that end at the given places; what is not taken is the rest. */
  private static final class Run {
    final PayloadReader reader;
    final ByteArrayOutputStream payload = new ByteArrayOutputStream();
    final ByteArrayOutputStream rest = new ByteArrayOutputStream();

    Run(PayloadForm form, byte[] input, int... ends) {
      reader = PayloadReader.of(form);
      int start = 0;
      for (int end : ends) {
        feed(input, start, end);
        start = end;
      }
      feed(input, start, input.length);
    }

    void feed(byte[] input, int start, int end) {
      byte[] chunk = Arrays.copyOfRange(input, start - Math.min(start, 3), end);
      int from = Math.min(start, 3);
      int taken = reader.accept(chunk, from, chunk.length - from, payload::write);
      rest.write(chunk, from + taken, chunk.length - from - taken);
    }

    void yields(byte[] expectedPayload, String expectedRest) {
      assertThat(payload.toByteArray()).isEqualTo(expectedPayload);
      assertThat(rest.toString(ISO_8859_1)).isEqualTo(expectedRest);
      assertThat(reader.isComplete()).isTrue();
      assertThat(reader.payloadBytes()).isEqualTo(expectedPayload.length);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(ISO_8859_1);
  }

  @Test
  void findsTheMarkerAtEveryPairOfSplits() {
    byte[] payload = bytes("REDIS" + MARKER.substring(0, 39) + MARKER.substring(0, 20) + "aaa");
    byte[] input = bytes(new String(payload, ISO_8859_1) + MARKER + "*1\r\n");
    for (int i = 0; i <= input.length; i++) {
      for (int j = i; j <= input.length; j++) {
        new Run(MARKED, input, i, j).yields(payload, "*1\r\n");
      }
    }
  }

  @Test
  void findsTheMarkerByteByByte() {
    byte[] input = bytes("aaaa" + MARKER + MARKER);
    int[] ends = new int[input.length];
    Arrays.setAll(ends, i -> i);
    new Run(MARKED, input, ends).yields(bytes("aaaa"), MARKER);
  }

  @Test
  void countsTheLengthAtEverySplit() {
    byte[] input = bytes("0123456789*1\r\n");
    for (int i = 0; i <= input.length; i++) {
      new Run(new PayloadForm.Length(10), input, i).yields(bytes("0123456789"), "*1\r\n");
    }
  }

  @Test
  void emptyPayloadsEndAtOnce() {
    new Run(new PayloadForm.Length(0), bytes("x")).yields(new byte[0], "x");
    new Run(MARKED, bytes(MARKER + "x")).yields(new byte[0], "x");
  }

  @Test
  void withholdsWhatMayBeTheMarkersBeginningOnly() {
    assertThat(new Run(MARKED, new byte[1000]).reader.payloadBytes()).isEqualTo(1000);

    var run = new Run(MARKED, bytes("x".repeat(100) + MARKER.substring(0, 39)));
    assertThat(run.reader.payloadBytes()).isEqualTo(100);
    assertThat(run.reader.isComplete()).isFalse();

    run.feed(bytes("xxxxx"), 3, 5);
    assertThat(run.reader.payloadBytes()).isEqualTo(141);
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13, 14})
  void findsTheMarkerInRandomPayloadsOfFewLetters(long seed) {
    var random = new SplittableRandom(seed);
    for (int round = 0; round < 300; round++) {
      byte[] payload = lettersOfTheMarker(random);
      byte[] input = bytes(new String(payload, ISO_8859_1) + MARKER + "rest");
      int[] ends = random.ints(random.nextInt(60), 0, input.length + 1).sorted().toArray();
      new Run(MARKED, input, ends).yields(payload, "rest");
    }
  }

  /** Letters of the marker, so that near misses are frequent. */
  private static byte[] lettersOfTheMarker(SplittableRandom random) {
    byte[] letters = new byte[random.nextInt(2_000)];
    for (int i = 0; i < letters.length; i++) {
      letters[i] = (byte) MARKER.charAt(random.nextInt(6));
    }
    return letters;
  }
}
