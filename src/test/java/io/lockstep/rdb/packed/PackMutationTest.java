package io.lockstep.rdb.packed;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Damaged strings are refused, or hold together all the same; nothing else comes of them. */
class PackMutationTest {
  private static final long SEED = Long.getLong("fuzz.seed", 20_261_103);
  private static final int ROUNDS = Integer.getInteger("fuzz.mutations", 200_000);
  private static final int[] HEADS = {
    0x00, 0x01, 0x7f, 0x80, 0xbf, 0xc0, 0xd0, 0xe0, 0xef, 0xf0, 0xf1, 0xf2, 0xf3, 0xf4, 0xfd, 0xfe,
    0xff
  };

  private final Random random = new Random(SEED);

  /** Reads all of one string, and returns how many elements it had. */
  @FunctionalInterface
  private interface Walk {
    int over(byte[] bytes, int start, int length) throws MalformedPackException;
  }

  @Test
  void listpacks() {
    survives(
        List.of(filled(new ListpackWriter(), 12), filled(new ListpackWriter(), 3)),
        walk(new Listpack()));
  }

  @Test
  void ziplists() {
    survives(
        List.of(filled(new ZiplistWriter(true), 12), filled(new ZiplistWriter(true), 3)),
        walk(new Ziplist()));
  }

  @Test
  void zipmaps() {
    byte[] small = Packs.bytes("02", "03", "'foo'", "0302", "'bar'", "0000 0161 010062 ff");
    byte[] large =
        Packs.bytes(
            "01", "fefe000000", "'" + "f".repeat(254) + "'", "fe0300000001", "'bar'", "00ff");
    survives(List.of(small, large), walk(new Zipmap()));
  }

  @Test
  void intsets() {
    var packs = new ArrayList<byte[]>();
    for (long step : new long[] {7, 70_000, 7L << 33}) {
      var writer = new IntsetWriter();
      for (int i = -5; i < 5; i++) {
        writer.add(i * step);
      }
      writer.finish();
      packs.add(Arrays.copyOf(writer.bytes(), writer.length()));
    }
    survives(packs, walk(new Intset()));
  }

  @Test
  void streamNodes() {
    var node = new StreamNode();
    survives(
        List.of(
            packed("2 1 2 name 7 0 2 0 0 ann 70 5 3 0 1 bob 80 5 0 10 -5 1 city paris 6"),
            packed("1 0 1 f 0 2 0 0 a 4")),
        (bytes, start, length) -> {
          node.open(new StreamId(1_000, 5), bytes, start, length);
          return entriesOf(node);
        });
  }

  private static int entriesOf(StreamNode node) {
    int entries = 0;
    while (node.nextEntry()) {
      int fields = 0;
      while (node.nextField()) {
        assertInside(node.field(), Packs.text(node.field()));
        assertInside(node.value(), Packs.text(node.value()));
        fields++;
      }
      assertThat(fields).isEqualTo(node.fields());
      entries++;
    }
    assertThat(entries).isEqualTo(node.living());
    return entries;
  }

  private static void assertInside(Elements element, String text) {
    assertThat(text).hasSize(element.length());
  }

  private static Walk walk(Elements elements) {
    return (bytes, start, length) -> {
      elements.open(bytes, start, length);
      int found = 0;
      while (elements.nextText()) {
        assertThat(element(elements, bytes, start, length)).isTrue();
        found++;
      }
      assertThat(found).isEqualTo(elements.count()).isLessThanOrEqualTo(length);
      return found;
    };
  }

  /** Whether the text lies within the string, or is that of a number. */
  @SuppressWarnings("ReferenceEquality") // whether it is that very array
  private static boolean element(Elements elements, byte[] bytes, int start, int length) {
    return elements.bytes() != bytes
        || (elements.start() >= start && elements.start() + elements.length() <= start + length);
  }

  private void survives(List<byte[]> packs, Walk walk) {
    int sound = 0;
    for (int round = 0; round < ROUNDS; round++) {
      byte[] pack = damaged(packs.get(random.nextInt(packs.size())));
      try {
        walk.over(Packs.around(pack), Packs.margin(), pack.length);
        sound++;
      } catch (MalformedPackException expected) {
        assertThat(expected.position()).isBetween(0, pack.length);
      } catch (Throwable other) {
        fail("-Dfuzz.seed=%d round %d".formatted(SEED, round), other);
      }
    }
    // else the damage is too great to get past the first checks
    assertThat(sound).isBetween(ROUNDS / 1_000, ROUNDS - ROUNDS / 10);
  }

  private byte[] damaged(byte[] sound) {
    byte[] pack = sound.clone();
    switch (random.nextInt(5)) {
      case 0 -> pack[random.nextInt(pack.length)] ^= (byte) (1 << random.nextInt(8));
      case 1 -> pack[random.nextInt(pack.length)] = (byte) HEADS[random.nextInt(HEADS.length)];
      case 2 -> pack[random.nextInt(pack.length)] += (byte) (random.nextBoolean() ? 1 : -1);
      case 3 -> spliced(pack);
      default -> pack = Arrays.copyOf(pack, random.nextInt(pack.length + 2));
    }
    return random.nextInt(3) == 0 && pack.length > 4 ? withTotal(pack) : pack;
  }

  private void spliced(byte[] pack) {
    int from = random.nextInt(pack.length);
    int to = random.nextInt(pack.length);
    System.arraycopy(pack, from, pack, to, random.nextInt(pack.length - Math.max(from, to) + 1));
  }

  /** Gets a cut string past the check of its total, and makes its end look like one. */
  private byte[] withTotal(byte[] pack) {
    LittleEndian.put32(pack, 0, pack.length);
    pack[pack.length - 1] = (byte) 0xff;
    return pack;
  }

  private byte[] filled(PackWriter writer, int count) {
    for (int i = 0; i < count; i++) {
      byte[] text = "text".repeat(1 << random.nextInt(7)).getBytes(ISO_8859_1);
      writer.append(random.nextLong() >> random.nextInt(64));
      writer.append(text, 0, text.length);
    }
    writer.finish();
    return Arrays.copyOf(writer.bytes(), writer.length());
  }

  private static byte[] packed(String elements) {
    var writer = new ListpackWriter();
    for (String element : elements.split(" ", 0)) {
      byte[] bytes = element.getBytes(ISO_8859_1);
      writer.append(bytes, 0, bytes.length);
    }
    writer.finish();
    return Arrays.copyOf(writer.bytes(), writer.length());
  }
}
