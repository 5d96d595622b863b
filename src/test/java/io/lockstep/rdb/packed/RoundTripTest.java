package io.lockstep.rdb.packed;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What the writers wrote, the readers read. */
class RoundTripTest {
  private static final long SEED = 20_261_102;
  private static final int ROUNDS = 3_000;
  private static final int[] LONG_TEXTS = {62, 63, 64, 127, 253, 254, 4095, 4096, 16383, 16384};

  private final Random random = new Random(SEED);

  @Test
  void listpacks() throws MalformedPackException {
    returnsWhatWasWritten(new ListpackWriter(), new Listpack());
  }

  @Test
  void ziplists() throws MalformedPackException {
    returnsWhatWasWritten(new ZiplistWriter(true), new Ziplist());
    returnsWhatWasWritten(new ZiplistWriter(false), new Ziplist());
  }

  private void returnsWhatWasWritten(PackWriter writer, Elements reader)
      throws MalformedPackException {
    for (int round = 0; round < ROUNDS; round++) {
      writer.begin();
      List<Object> expected = fill(writer, random.nextInt(20));
      writer.finish();
      byte[] pack = Arrays.copyOf(writer.bytes(), writer.length());
      assertThat(Packs.read(reader, pack)).isEqualTo(expected);
    }
  }

  private List<Object> fill(PackWriter writer, int count) {
    var expected = new ArrayList<Object>();
    for (int i = 0; i < count; i++) {
      long number = random.nextLong() >> random.nextInt(64);
      switch (random.nextInt(3)) {
        case 0 -> {
          writer.append(number);
          expected.add(number);
        }
        case 1 -> {
          append(writer, Long.toString(number));
          expected.add(number);
        }
        default -> {
          String text = text();
          append(writer, text);
          expected.add(text);
        }
      }
    }
    return expected;
  }

  private static void append(PackWriter writer, String text) {
    byte[] bytes = ("<" + text + ">").getBytes(ISO_8859_1);
    writer.append(bytes, 1, bytes.length - 2);
  }

  private String text() {
    boolean isLong = random.nextInt(10) == 0;
    int length = isLong ? LONG_TEXTS[random.nextInt(LONG_TEXTS.length)] : random.nextInt(40);
    byte[] text = new byte[length];
    random.nextBytes(text);
    if (length > 0) {
      text[0] = 'x'; // no number
    }
    return new String(text, ISO_8859_1);
  }

  @Test
  void moreElementsThanAHeaderCounts() throws MalformedPackException {
    for (int count : new int[] {65534, 65535, 65536, 70000}) {
      assertThat(countOf(new ListpackWriter(), new Listpack(), count)).isEqualTo(count);
      assertThat(countOf(new ZiplistWriter(true), new Ziplist(), count)).isEqualTo(count);
    }
  }

  private static int countOf(PackWriter writer, Elements reader, int count)
      throws MalformedPackException {
    for (int i = 0; i < count; i++) {
      writer.append(i);
    }
    writer.finish();
    reader.open(writer.bytes(), 0, writer.length());
    return reader.count();
  }

  @Test
  void intsets() throws MalformedPackException {
    var writer = new IntsetWriter();
    for (int round = 0; round < ROUNDS; round++) {
      int shift = random.nextInt(60);
      long[] members =
          random.longs(1 + random.nextInt(100)).map(n -> n >> shift).sorted().distinct().toArray();
      writer.begin();
      for (int i = members.length - 1; i >= 0; i--) {
        writer.add(members[i]);
      }
      writer.finish();
      byte[] pack = Arrays.copyOf(writer.bytes(), writer.length());
      assertThat(Packs.read(new Intset(), pack))
          .isEqualTo(Arrays.stream(members).boxed().map(Object.class::cast).toList());
    }
  }
}
