package io.lockstep.engine;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.command.waiting.QueueVerbs;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A client of a writable replica that waits for what the master, which the test plays, sends. */
class ServedByMasterTest {

  private static final String HISTORY = "0123456789".repeat(4);
  private static final String EMPTY_RDB = "REDIS0009\u00ff" + "\0".repeat(8);
  private static final String PUSH = "*3\r\n$4\r\nPUSH\r\n$1\r\nq\r\n$2\r\nab\r\n";
  private static final String TAKEN = "*2\r\n$1\r\nq\r\n$1\r\na\r\n";
  private static final int TURNS = 5; // more than any step here takes

  private final LoneEngine engine = new LoneEngine(1L << 30, QueueVerbs.TABLE);
  private final FarEnd end = new FarEnd();
  private final Session client = engine.accept(end);

  @BeforeEach
  void follow() {
    ask("CONFIG SET replica-read-only no");
    ask("REPLICAOF master 6379");
    engine.beat();
    Objects.requireNonNull(engine.master).connected(new FarEnd());
    say("+PONG\r\n");
    say("+OK\r\n+OK\r\n");
    say("+FULLRESYNC " + HISTORY + " 0\r\n");
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

  private String ask(String... requests) {
    engine.send(client, requests);
    settle();
    return end.readAll();
  }

  private void sync() {
    say("$" + EMPTY_RDB.length() + "\r\n" + EMPTY_RDB);
  }

  @Test
  void isServedAndTheStreamHasTheMastersBytesOnly() {
    sync();
    assertThat(ask("BTAKE 1 q 0", "PING")).isEmpty();

    say(PUSH);

    assertThat(end.readAll()).isEqualTo(TAKEN + "+PONG\r\n");
    assertThat(engine.node().replication().log().offset()).isEqualTo(PUSH.length());
  }

  @Test
  void isServedAfterTheMastersTransaction() {
    sync();
    ask("BTAKE 1 q 0");
    say("*1\r\n$5\r\nMULTI\r\n" + PUSH);
    assertThat(end.readAll()).isEmpty();
    say("*1\r\n$4\r\nEXEC\r\n");
    assertThat(end.readAll()).isEqualTo(TAKEN);
  }

  @Test
  void hearsOfAKeyThatAFullResyncTookAway() {
    ask("PUSH q a");
    assertThat(ask("BWATCH 2 q 0")).isEmpty();
    sync();
    engine.pass(0);
    assertThat(end.readAll()).isEqualTo("-" + QueueVerbs.GONE + "\r\n");
  }

  @Test
  void theMastersOwnCommandNeverWaits() {
    sync();
    say("*4\r\n$5\r\nBTAKE\r\n$1\r\n1\r\n$1\r\nq\r\n$1\r\n0\r\n" + PUSH);
    assertThat(ask("GET q")).isEqualTo("$2\r\nab\r\n");
  }
}
