package io.lockstep.admin;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.resp.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FrameScannerTest {
  private static final String PING = "*1\r\n$4\r\nPING\r\n";

  @Test
  void findsTheNextCommandFromEveryByteOfARandomStream() {
    for (long seed = 1; seed <= 20; seed++) {
      var stream = new StringBuilder();
      var starts = randomStream(new Random(seed), stream);
      for (int cut = 0; cut < stream.length(); cut++) {
        int from = cut;
        int expected = starts.stream().filter(start -> start >= from).findFirst().orElseThrow();
        assertThat(cut + boundary(stream.substring(cut), true))
            .as("seed %d, cut at %d", seed, cut)
            .isEqualTo(expected);
      }
    }
  }

  /** Values are made of pieces of commands. Answers where each command begins, and the end. */
  private static List<Integer> randomStream(Random random, StringBuilder stream) {
    var starts = new ArrayList<Integer>();
    for (int i = 0; i < 12; i++) {
      starts.add(stream.length());
      var value = (PING + PING).substring(random.nextInt(PING.length()));
      stream.append(frame(Request.of("SET", "k" + i, value.repeat(random.nextInt(3)))));
    }
    starts.add(stream.length());
    return starts;
  }

  private static String frame(Request request) {
    return new String(request.bytes(), request.frameStart(), request.frameLength(), ISO_8859_1);
  }

  @Test
  void takesALastCommandThatIsCutWhenTheStreamGoesOn() {
    var piece = "rest\r\n" + PING + "*2\r\n$3\r\nGE";
    assertThat(boundary(piece, false)).isEqualTo(6);
    assertThat(boundary(piece, true)).isEqualTo(piece.length());
  }

  @Test
  void givesUpOnAValueThatNests() {
    var piece = "*9999\r\n$7\r\n".repeat(20_000);
    assertThat(boundary(piece, true)).isEqualTo(piece.length());
  }

  @Test
  void takesNoLengthForACommand() {
    for (var piece :
        new String[] {"*", "*\r\n", "*x\r\n", "*1\r$", "*1\r\n$\r\n", "**", "$1\r\n"}) {
      assertThat(boundary(piece, true)).as(piece).isEqualTo(piece.length());
    }
  }

  private static int boundary(String piece, boolean isEndWhole) {
    return new FrameScanner(piece.getBytes(ISO_8859_1), isEndWhole).firstBoundary();
  }
}
