package io.lockstep.replication.upstream;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineReaderTest {

  private static List<String> lines(byte[] input, int split) {
    var reader = new LineReader();
    var lines = new ArrayList<String>();
    read(reader, input, 0, split, lines);
    read(reader, input, split, input.length, lines);
    return lines;
  }

  private static void read(LineReader reader, byte[] input, int from, int to, List<String> lines) {
    for (int at = from; at < to; ) {
      at += reader.accept(input, at, to - at);
      if (reader.isComplete()) {
        lines.add(reader.take());
      }
    }
  }

  @Test
  void findsTheSameLinesAtEverySplit() {
    byte[] input = "+OK\r\n\n-ERR no\n\r\n$EOF:x\r\n".getBytes(ISO_8859_1);
    for (int split = 0; split <= input.length; split++) {
      assertThat(lines(input, split)).containsExactly("+OK", "", "-ERR no", "", "$EOF:x");
    }
  }

  @Test
  void leavesWhatFollowsTheLine() {
    byte[] input = "$3\r\nabc".getBytes(ISO_8859_1);
    var reader = new LineReader();
    assertThat(reader.accept(input, 0, input.length)).isEqualTo(4);
    assertThat(reader.take()).isEqualTo("$3");
    assertThat(reader.isPartial()).isFalse();
  }

  @Test
  void saysThatALineHasBegun() {
    var reader = new LineReader();
    reader.accept(new byte[] {'+'}, 0, 1);
    assertThat(reader.isPartial()).isTrue();
    assertThat(reader.isComplete()).isFalse();
  }

  @Test
  void refusesEndlessLinesWithoutGrowing() {
    var reader = new LineReader();
    byte[] noise = new byte[LineReader.MAX_LINE_BYTES + 1];
    assertThat(reader.accept(noise, 0, noise.length)).isEqualTo(noise.length);
    assertThat(reader.isOverlong()).isTrue();
    reader.reset();
    assertThat(reader.isOverlong()).isFalse();
  }
}
