package io.lockstep.resp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.lang.foreign.MemorySegment;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class ReplyWriterTest {
  private static final byte[] AB = {'a', 'b'};
  private final ReplyWriter writer = new ReplyWriter();

  @Test
  void writesWhatBothVersionsShare() {
    assertBoth(ReplyWriter::ok, "+OK\r\n");
    assertBoth(w -> w.simple("PONG"), "+PONG\r\n");
    assertBoth(w -> w.bulk(AB), "$2\r\nab\r\n");
    assertBoth(w -> w.bulk(AB, 1, 1), "$1\r\nb\r\n");
    assertBoth(w -> w.bulk(MemorySegment.ofArray(AB), 0, 2), "$2\r\nab\r\n");
    assertBoth(w -> w.bulk(-17), "$3\r\n-17\r\n");
    assertBoth(w -> w.text("\u00ff\u20ac"), "$2\r\n\u00ff?\r\n");
    assertBoth(w -> w.array(3), "*3\r\n");
    assertBoth(w -> w.raw(AB, 0, 1), "a");
  }

  @Test
  void writesErrorsOnOneLine() {
    assertBoth(w -> w.error("ERR no\r\nsuch\nthing"), "-ERR no  such thing\r\n");
  }

  @Test
  void writesEveryWholeNumber() {
    for (long value :
        new long[] {0, 1, -1, 9, 10, 99, 100, 1234567890123L, Long.MAX_VALUE, Long.MIN_VALUE}) {
      assertBoth(w -> w.integer(value), ":" + value + "\r\n");
    }
  }

  @Test
  void writesWhatIsNewInResp3AsRedisDegradesIt() {
    assertEach(ReplyWriter::nil, "$-1\r\n", "_\r\n");
    assertEach(ReplyWriter::nullArray, "*-1\r\n", "_\r\n");
    assertEach(w -> w.map(2), "*4\r\n", "%2\r\n");
    assertEach(w -> w.set(2), "*2\r\n", "~2\r\n");
    assertEach(w -> w.push(2), "*2\r\n", ">2\r\n");
    assertEach(w -> w.bool(true), ":1\r\n", "#t\r\n");
    assertEach(w -> w.bool(false), ":0\r\n", "#f\r\n");
    assertEach(w -> w.decimal(3.5), "$3\r\n3.5\r\n", ",3.5\r\n");
    assertEach(w -> w.bigNumber("-12"), "$3\r\n-12\r\n", "(-12\r\n");
    assertEach(w -> w.verbatim("txt", AB), "$2\r\nab\r\n", "=6\r\ntxt:ab\r\n");
  }

  @Test
  void hasAttributesInResp3Only() {
    assertThatThrownBy(() -> writer.attribute(1)).isInstanceOf(IllegalStateException.class);
    writer.protocol(3);
    writer.attribute(1);
    assertThat(text()).isEqualTo("|1\r\n");
  }

  @Test
  void settlesDeferredCounts() {
    assertEach(w -> w.settle(w.deferArray(), 0), "*0\r\n", "*0\r\n");
    assertEach(w -> deferred(w, w.deferArray(), 12), "*12\r\n:1\r\n", "*12\r\n:1\r\n");
    assertEach(w -> deferred(w, w.deferMap(), 700), "*1400\r\n:1\r\n", "%700\r\n:1\r\n");
    assertEach(w -> deferred(w, w.deferPush(), 5), "*5\r\n:1\r\n", ">5\r\n:1\r\n");
  }

  @Test
  void settlesNestedCountsFromWithin() {
    int outer = writer.deferArray();
    int inner = writer.deferMap();
    writer.ok();
    writer.settle(inner, 50);
    writer.integer(2);
    writer.settle(outer, 100);

    assertThat(text()).isEqualTo("*100\r\n*100\r\n+OK\r\n:2\r\n");
  }

  @Test
  void dropsWhatWasWrittenAfterAMark() {
    writer.ok();
    int mark = writer.length();
    writer.integer(5);
    writer.rewind(mark);

    assertThat(text()).isEqualTo("+OK\r\n");
    assertThatThrownBy(() -> writer.rewind(6)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void growsWithALargeReplyAndShrinksWhenIdle() {
    writer.bulk(new byte[3_000_000]);
    assertThat(writer.length()).isEqualTo(3_000_000 + 12);

    writer.clear();
    writer.shrinkWhenIdle();

    assertThat(writer.bytes().length).isLessThan(1024);
  }

  @Test
  void keepsTheOrderOfLongAndShortReplies() {
    String value = "v".repeat(200_000);
    writer.ok();
    writer.text(value.substring(0, 60_000));
    writer.bulk(value.getBytes(ISO_8859_1));
    writer.integer(7);

    assertThat(handedOver())
        .isEqualTo(
            "+OK\r\n$60000\r\n" + "v".repeat(60_000) + "\r\n$200000\r\n" + value + "\r\n:7\r\n");
    assertThat(writer.length()).isZero();
  }

  @Test
  void tellsCountsOfHeadersThatAreSealedAlready() {
    int outer = writer.deferArray();
    writer.bulk(new byte[100_000]);
    int inner = writer.deferMap();
    writer.bulk(new byte[100_000]);
    writer.settle(inner, 1000);
    writer.settle(outer, 22);
    String bulk = "$100000\r\n" + "\0".repeat(100_000) + "\r\n";

    assertThat(handedOver()).isEqualTo("*22\r\n" + bulk + "*2000\r\n" + bulk);
  }

  @Test
  void dropsWhatWasSealedAfterAMark() {
    writer.bulk(new byte[70_000]);
    int mark = writer.length();
    writer.deferArray();
    writer.bulk(new byte[200_000]);
    writer.rewind(mark);
    writer.ok();

    assertThat(handedOver()).isEqualTo("$70000\r\n" + "\0".repeat(70_000) + "\r\n+OK\r\n");
  }

  @Test
  void losesAReplyBeyondItsLimitAsAWhole() {
    PieceStore store = new PieceStore(1 << 20);
    ReplyWriter bounded = new ReplyWriter(store);
    bounded.limit(150_000);
    bounded.bulk(new byte[100_000]);
    int mark = bounded.deferArray();
    bounded.bulk(new byte[100_000]);
    bounded.settle(mark, 1);
    bounded.ok();

    assertThat(bounded.isLost()).isTrue();
    assertThat(store.bytesInUse()).isZero();
    assertThat(bounded.handOver(section -> section.free())).isFalse();
    assertThat(bounded.isLost()).isFalse();
  }

  @Test
  void losesAReplyThatTheStoreCannotHoldAndGivesTheMemoryBack() {
    PieceStore store = new PieceStore(4 * Piece.CAPACITY);
    ReplyWriter bounded = new ReplyWriter(store);
    bounded.bulk(new byte[5 * Piece.CAPACITY]);

    assertThat(bounded.isLost()).isTrue();
    bounded.clear();
    bounded.bulk(new byte[3 * Piece.CAPACITY]);

    assertThat(bounded.isLost()).isFalse();
    assertThat(store.bytesInUse()).isEqualTo(4 * Piece.CAPACITY);
    assertThat(bounded.handOver(ReplySection::free)).isTrue();
    assertThat(store.bytesInUse()).isZero();
  }

  @Test
  void saysTheSameAsAnArrayWhateverIsWritten() {
    long seed = Long.getLong("reply.seed", 4711);
    Random random = new Random(seed);
    for (int round = 0; round < 300; round++) {
      StringBuilder expected = new StringBuilder();
      writeRandomly(random, expected, 0);
      assertThat(handedOver()).as("seed %d round %d", seed, round).isEqualTo(expected.toString());
    }
  }

  private void writeRandomly(Random random, StringBuilder expected, int depth) {
    for (int i = random.nextInt(12); i > 0; i--) {
      switch (random.nextInt(depth < 3 ? 5 : 3)) {
        case 0 -> writeBulk(random, expected, 100_000);
        case 1 -> writeBulk(random, expected, 200);
        case 2 -> writeNumber(random, expected);
        case 3 -> {
          int mark = writer.length();
          writeRandomly(random, new StringBuilder(), 3);
          writer.rewind(mark);
        }
        default -> writeArray(random, expected, depth);
      }
    }
  }

  private void writeBulk(Random random, StringBuilder expected, int most) {
    byte[] bytes = new byte[random.nextInt(most)];
    random.nextBytes(bytes);
    writer.bulk(bytes);
    expected.append('$').append(bytes.length).append("\r\n");
    expected.append(new String(bytes, ISO_8859_1)).append("\r\n");
  }

  private void writeNumber(Random random, StringBuilder expected) {
    long number = random.nextLong();
    writer.integer(number);
    expected.append(':').append(number).append("\r\n");
    String digits =
        new String(
            writer.bytes(),
            writer.digitsStart(),
            writer.digitsEnd() - writer.digitsStart(),
            ISO_8859_1);
    assertThat(digits).isEqualTo(Long.toString(number));
  }

  private void writeArray(Random random, StringBuilder expected, int depth) {
    int count = random.nextInt(1_000_000);
    StringBuilder within = new StringBuilder();
    int mark = writer.deferArray();
    writeRandomly(random, within, depth + 1);
    writer.settle(mark, count);
    expected.append('*').append(count).append("\r\n").append(within);
  }

  private String handedOver() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    assertThat(writer.handOver(section -> take(section, bytes))).isTrue();
    return bytes.toString(ISO_8859_1);
  }

  private static void take(ReplySection section, ByteArrayOutputStream into) {
    byte[] copy = new byte[section.bytes().remaining()];
    section.bytes().get(copy);
    into.writeBytes(copy);
    section.free();
  }

  @Test
  void knowsTwoVersions() {
    assertThat(writer.protocol()).isEqualTo(2);
    assertThatThrownBy(() -> writer.protocol(4)).isInstanceOf(IllegalArgumentException.class);
  }

  private static void deferred(ReplyWriter writer, int mark, int count) {
    writer.integer(1);
    writer.settle(mark, count);
  }

  private void assertBoth(Consumer<ReplyWriter> reply, String expected) {
    assertEach(reply, expected, expected);
  }

  private void assertEach(Consumer<ReplyWriter> reply, String resp2, String resp3) {
    writer.protocol(2);
    writer.clear();
    reply.accept(writer);
    assertThat(text()).isEqualTo(resp2);
    writer.protocol(3);
    writer.clear();
    reply.accept(writer);
    assertThat(text()).isEqualTo(resp3);
  }

  private String text() {
    return new String(writer.bytes(), 0, writer.length(), ISO_8859_1);
  }
}
