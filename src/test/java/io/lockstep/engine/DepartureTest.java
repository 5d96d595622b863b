package io.lockstep.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.command.ShutdownTerms;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class DepartureTest {

  private static final int TURNS = 10; // more than any step here takes

  private final LoneEngine engine = new LoneEngine(1L << 30);
  private final FarEnd replicaEnd = new FarEnd();
  private final FarEnd writerEnd = new FarEnd();
  private final FarEnd askerEnd = new FarEnd();
  private final Session writer = engine.accept(writerEnd);
  private final Session asker = engine.accept(askerEnd);

  /** A replica is attached, and lacks a write. */
  @BeforeEach
  void attach() {
    send(asker, "CONFIG SET repl-diskless-sync-delay 0");
    Session replica = engine.accept(replicaEnd);
    send(replica, "REPLCONF capa eof capa psync2");
    replicaEnd.readAll();
    send(replica, "PSYNC ? -1");
    replicaEnd.readAll();
    send(replica, "REPLCONF ACK 0");
    send(writer, "SET n 0");
    writerEnd.readAll();
    askerEnd.readAll();
    assertThat(replicaEnd.readAll()).contains("SET");
  }

  @AfterEach
  void close() {
    engine.close();
  }

  private void send(Session session, String... requests) {
    engine.send(session, requests);
    for (int turn = 0; turn < TURNS; turn++) {
      engine.endTurn();
    }
  }

  /** It is sent more once it has read what there is. */
  private String replicaReads() {
    String first = replicaEnd.readAll();
    send(asker, "PING");
    return first + replicaEnd.readAll();
  }

  @Test
  void holdsWritesBackUntilReplicasHaveCaughtUp() {
    send(asker, "SHUTDOWN");
    send(writer, "INCR n");

    assertThat(writerEnd.readAll()).isEmpty();
    assertThat(replicaReads()).doesNotContain("INCR");
  }

  @Test
  void executesWhatWasHeldBackOnceWhenItIsTakenBack() {
    send(asker, "SHUTDOWN");
    send(writer, "INCR n");
    FarEnd otherEnd = new FarEnd();
    Session other = engine.accept(otherEnd);

    send(other, "PING", "SHUTDOWN ABORT", "PING");

    assertThat(otherEnd.readAll()).isEqualTo("+PONG\r\n+OK\r\n+PONG\r\n");
    assertThat(writerEnd.readAll()).isEqualTo(":1\r\n");
    assertThat(askerEnd.readAll()).isEqualTo("-ERR Errors trying to SHUTDOWN. Check logs.\r\n");
    assertThat(replicaReads().split("INCR", -1)).hasSize(2);
  }

  @Test
  void aSignalWaitsWhileNothingHappensByItselfAndCanBeTakenBack() {
    List<Boolean> answers = new ArrayList<>();
    send(asker, "DEBUG PAUSE-CRON 1");
    engine.departLater(ShutdownTerms.USUAL, answers::add);
    assertThat(answers).isEmpty();

    askerEnd.readAll();
    send(asker, "SHUTDOWN ABORT");
    assertThat(askerEnd.readAll()).isEqualTo("+OK\r\n");
    assertThat(answers).containsExactly(false);
  }

  @Test
  void isTakenBackInSilenceToo() {
    send(asker, "SHUTDOWN");
    FarEnd otherEnd = new FarEnd();
    Session other = engine.accept(otherEnd);

    send(other, "PING", "CLIENT REPLY SKIP", "SHUTDOWN ABORT", "PING");

    assertThat(otherEnd.readAll()).isEqualTo("+PONG\r\n+PONG\r\n");
    assertThat(engine.isBroken).isFalse();
  }

  @Test
  void holdsToTheTermsThatWereSaidLast() {
    send(asker, "SHUTDOWN SAVE");
    FarEnd otherEnd = new FarEnd();

    send(engine.accept(otherEnd), "SHUTDOWN NOSAVE NOW");

    assertThat(engine.isShutDown).isTrue();
    assertThat(engine.disk.files).isEmpty();
  }

  @Test
  void holdsToTheTermsThatWereSaidFirstWhereTheLastSayNothing() {
    send(asker, "SHUTDOWN NOSAVE");
    FarEnd otherEnd = new FarEnd();

    send(engine.accept(otherEnd), "SHUTDOWN NOW");

    assertThat(engine.isShutDown).isTrue();
    assertThat(engine.disk.files).isEmpty();
  }
}
