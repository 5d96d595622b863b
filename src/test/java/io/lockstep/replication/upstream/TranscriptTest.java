package io.lockstep.replication.upstream;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.replication.Capability;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** What this side of the link says is, byte for byte, what a real redis-server 7.0.15 said. */
class TranscriptTest {
  private final List<String> said = said();

  private static List<String> said() {
    try (InputStream in =
        TranscriptTest.class.getResourceAsStream("/io/lockstep/replication/redis-7.0.15.txt")) {
      String text = new String(Objects.requireNonNull(in).readAllBytes(), ISO_8859_1);
      return text.lines()
          .filter(line -> line.startsWith("replica> "))
          .map(l -> l.substring(9))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String escaped(Outgoing what) {
    return new String(what.bytes(), ISO_8859_1).replace("\r", "\\r").replace("\n", "\\n");
  }

  /** What Redis says, with our own word at the end of the last REPLCONF. */
  private static String withLockstepSnapshot(String introduction) {
    String word = Capability.LOCKSTEP_SNAPSHOT;
    return introduction.replace("*5\\r\\n$8\\r\\nREPLCONF", "*7\\r\\n$8\\r\\nREPLCONF")
        + "$4\\r\\ncapa\\r\\n$%d\\r\\n%s\\r\\n".formatted(word.length(), word);
  }

  @Test
  void introducesItselfAsRedisDoesAndSaysThatItTakesALockstepSnapshot() {
    var settings =
        UpstreamSettings.on(21902).withCredentials("copy", "sesame").announcing("10.0.0.9");
    assertThat(said.stream().map(TranscriptTest::withLockstepSnapshot))
        .contains(escaped(new Outgoing.Introduction(settings)));
  }

  @Test
  void speaksAsRedisDoes() {
    assertThat(said)
        .contains(
            escaped(new Outgoing.Ping()),
            escaped(new Outgoing.Psync(new Checkpoint("a".repeat(40), 1087))),
            escaped(new Outgoing.Psync(null)),
            escaped(new Outgoing.Ack(1000)),
            escaped(new Outgoing.Newline()),
            escaped(new Outgoing.Sync()));
  }
}
