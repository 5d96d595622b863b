package io.lockstep.engine;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A replica whose clients are paused, and its master, which the test plays. */
class PausedStreamTest {

  private static final String HISTORY = "0123456789".repeat(4);
  private static final String EMPTY_RDB = "REDIS0009\u00ff" + "\0".repeat(8);
  private static final String SET = "*3\r\n$3\r\nSET\r\n$1\r\nk\r\n$4\r\nnext\r\n";
  private static final int TURNS = 5; // more than any step here takes
  private static final int READ_AHEAD = 1024;

  private final LoneEngine engine = new LoneEngine(1L << 30);
  private final FarEnd clientEnd = new FarEnd();
  private final FarEnd masterEnd = new FarEnd();
  private final Session client = engine.accept(clientEnd);

  @BeforeEach
  void follow() {
    ask("CONFIG SET repl-pause-read-ahead " + READ_AHEAD);
    ask("REPLICAOF master 6379");
    engine.beat();
    Objects.requireNonNull(engine.master).connected(masterEnd);
    say("+PONG\r\n");
    say("+OK\r\n+OK\r\n");
    say("+FULLRESYNC " + HISTORY + " 0\r\n");
    say("$" + EMPTY_RDB.length() + "\r\n" + EMPTY_RDB);
    say(SET);
    assertThat(ask("GET k")).isEqualTo("$4\r\nnext\r\n");
    ask("CLIENT PAUSE 1000 WRITE");
  }

  @AfterEach
  void close() {
    engine.close();
  }

  private void say(String text) {
    byte[] bytes = text.getBytes(ISO_8859_1);
    UpstreamDialer.Listener link = Objects.requireNonNull(engine.master);
    byte[] room = link.room(bytes.length);
    System.arraycopy(bytes, 0, room, 0, bytes.length);
    link.received(room, 0, bytes.length);
    settle();
  }

  private void settle() {
    for (int turn = 0; turn < TURNS; turn++) {
      engine.endTurn();
    }
  }

  private String ask(String request) {
    engine.send(client, request);
    settle();
    return clientEnd.readAll();
  }

  private String offset() {
    return ask("INFO replication").replaceAll("(?s).*\nslave_repl_offset:(\\d+).*", "$1");
  }

  @Test
  void isReadAheadUpToTheLimitAndNotApplied() {
    say(SET.replace("next", "late"));
    assertThat(masterEnd.isRead).isTrue();
    say(SET.repeat(READ_AHEAD / SET.length() + 1));

    assertThat(masterEnd.isRead).isFalse();
    assertThat(ask("GET k")).isEqualTo("$4\r\nnext\r\n");
    assertThat(offset()).isEqualTo(String.valueOf(SET.length()));
  }

  @Test
  void isAppliedAndReadOnWhenThePauseEnds() {
    int writes = READ_AHEAD / SET.length() + 1;
    say(SET.replace("next", "late").repeat(writes));
    assertThat(masterEnd.isRead).isFalse();

    ask("CLIENT UNPAUSE");

    assertThat(masterEnd.isRead).isTrue();
    assertThat(ask("GET k")).isEqualTo("$4\r\nlate\r\n");
    assertThat(offset()).isEqualTo(String.valueOf((long) SET.length() * (writes + 1)));
  }

  @Test
  void holdsATransactionThatBeganBefore() {
    say("*1\r\n$5\r\nMULTI\r\n" + SET.replace("next", "late"));
    assertThat(offset()).isEqualTo(String.valueOf(SET.length()));
    say("*1\r\n$4\r\nEXEC\r\n");
    assertThat(ask("GET k")).isEqualTo("$4\r\nnext\r\n");

    ask("CLIENT UNPAUSE");

    assertThat(ask("GET k")).isEqualTo("$4\r\nlate\r\n");
  }

  @Test
  void isForgottenWhenTheNodeIsPromoted() {
    say(SET.replace("next", "late"));

    ask("REPLICAOF NO ONE");
    ask("CLIENT UNPAUSE");

    assertThat(ask("GET k")).isEqualTo("$4\r\nnext\r\n");
    assertThat(ask("INFO replication")).contains("master_repl_offset:" + SET.length() + "\r\n");
  }
}
