package io.lockstep.resp;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.MemorySegment;
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
    assertEach(w -> deferred(w, w.deferSet(), 5), "*5\r\n:1\r\n", "~5\r\n:1\r\n");
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
