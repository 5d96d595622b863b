package io.lockstep.engine;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.replication.History;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A replica with data meets a master, which the test plays, that has none. */
class ShrinkingResyncTest {

  private static final String HISTORY = "0123456789".repeat(4);
  private static final String EMPTY_RDB = "REDIS0009\u00ff" + "\0".repeat(8);
  private static final int KEYS = 20;
  private static final int TURNS = 10; // more than any step here takes
  private static final int RETRY_MS = 1_000;
  private static final Path DUMP = Path.of("/tmp/dump.rdb");

  private final LoneEngine engine = new LoneEngine(1L << 30);
  private final FarEnd end = new FarEnd();
  private final Session client = engine.accept(end);

  @BeforeEach
  void fill() {
    ask("CONFIG SET replica-shrink-least-keys " + KEYS);
    for (int i = 0; i < KEYS; i++) {
      ask("SET key:" + i + " value");
    }
  }

  @AfterEach
  void close() {
    engine.close();
  }

  private String ask(String... requests) {
    engine.send(client, requests);
    settle();
    return end.readAll();
  }

  private void settle() {
    for (int turn = 0; turn < TURNS; turn++) {
      engine.endTurn();
    }
  }

  private void say(String text) {
    byte[] bytes = text.getBytes(ISO_8859_1);
    UpstreamDialer.Listener link = Objects.requireNonNull(engine.master);
    byte[] room = link.room(bytes.length);
    System.arraycopy(bytes, 0, room, 0, bytes.length);
    link.received(room, 0, bytes.length);
  }

  private void agree(String replid) {
    ask("REPLICAOF master 6379");
    engine.beat();
    Objects.requireNonNull(engine.master).connected(new FarEnd());
    say("+PONG\r\n");
    say("+OK\r\n+OK\r\n");
    say("+FULLRESYNC " + replid + " 0\r\n");
    settle();
  }

  private void sync(String replid) {
    agree(replid);
    say("$" + EMPTY_RDB.length() + "\r\n" + EMPTY_RDB);
    settle();
    engine.pass(100);
  }

  private long keys() {
    return engine.node().keyspace().database(0).size();
  }

  private EngineView.@Nullable ShrinkView shrink() {
    return engine.view().shrink();
  }

  private Path keptFile() {
    History own = engine.node().replication().log().history();
    return Path.of("/tmp/dump.rdb.before-" + own.replid() + "-" + own.offset() + ".rdb");
  }

  private List<Path> keptFiles() {
    return engine.disk.files.keySet().stream()
        .filter(file -> file.toString().contains(".before-"))
        .toList();
  }

  @Test
  void keepsTheDataInAFile() {
    Path kept = keptFile();
    sync(HISTORY);

    assertThat(keys()).isZero();
    assertThat(keptFiles()).containsExactly(kept);
    assertThat(shrink())
        .extracting(
            EngineView.ShrinkView::keysBefore,
            EngineView.ShrinkView::keysAfter,
            EngineView.ShrinkView::file,
            EngineView.ShrinkView::isHeld)
        .containsExactly((long) KEYS, 0L, kept.getFileName().toString(), false);

    engine.disk.files.put(DUMP, Objects.requireNonNull(engine.disk.files.get(kept)));
    try (LoneEngine restored = LoneEngine.loading(engine.disk)) {
      for (int turn = 0; turn < TURNS; turn++) {
        restored.endTurn();
      }
      assertThat(restored.node().keyspace().database(0).size()).isEqualTo(KEYS);
    }
  }

  @Test
  void givesTheDataUpOnlyOnceTheFileIsThere() {
    Path kept = keptFile();
    agree(HISTORY);
    say("$" + EMPTY_RDB.length() + "\r\n" + EMPTY_RDB);
    while (keys() == KEYS) {
      assertThat(engine.view().upstream())
          .extracting(EngineView.UpstreamView::isUp)
          .isEqualTo(false);
      engine.endTurn();
    }
    assertThat(engine.disk.files).containsKey(kept);
  }

  @Test
  void keepsNothingOfLittleData() {
    ask("DEL key:0");
    sync(HISTORY);
    assertThat(keys()).isZero();
    assertThat(keptFiles()).isEmpty();
    assertThat(shrink()).isNull();
  }

  @Test
  void keepsNothingFromAMasterWhoseHistoryIsItsOwn() {
    sync(engine.node().replication().log().replid());
    assertThat(keys()).isZero();
    assertThat(keptFiles()).isEmpty();
  }

  @Test
  void keepsNothingOnANodeThatWritesNoFiles() {
    engine.node().parameters().load("save", "");
    sync(HISTORY);
    assertThat(keys()).isZero();
    assertThat(keptFiles()).isEmpty();
  }

  @Test
  void waitsForAWordIfTheFileCannotBeWritten() {
    engine.disk.failing = "create";
    sync(HISTORY);
    assertThat(keys()).isEqualTo(KEYS);
    assertThat(shrink()).extracting(EngineView.ShrinkView::file).isNull();
    assertThat(shrink()).extracting(EngineView.ShrinkView::isHeld).isEqualTo(true);

    var answer = engine.confirmResync();
    settle();
    assertThat(answer).isCompleted();
    assertThat(keys()).isZero();
  }

  @Test
  void writesTheFileAgainIfItIsGone() {
    ask("CONFIG SET replica-refuse-shrink yes");
    sync(HISTORY);
    Path kept = keptFile();
    Objects.requireNonNull(engine.master).closed("gone");
    assertThat(engine.disk.files.remove(kept)).isNotNull();
    engine.pass(RETRY_MS);

    sync(HISTORY);
    assertThat(engine.disk.files).containsKey(kept);
  }

  @Test
  void waitsForAWordIfToldSo() {
    ask("CONFIG SET replica-refuse-shrink yes");
    sync(HISTORY);
    say("*1\r\n$4\r\nPING\r\n"); // the stream goes on meanwhile
    settle();

    assertThat(keys()).isEqualTo(KEYS);
    assertThat(ask("GET key:1")).isEqualTo("$5\r\nvalue\r\n");
    assertThat(ask("INFO replication"))
        .contains("master_link_status:down\r\n", "lockstep_resync_held:1\r\n");
    assertThat(shrink()).extracting(EngineView.ShrinkView::isHeld).isEqualTo(true);
    assertThat(shrink()).extracting(EngineView.ShrinkView::file).isNotNull();

    var answer = engine.confirmResync();
    settle();
    assertThat(answer).isCompleted();
    assertThat(keys()).isZero();
    assertThat(ask("INFO replication"))
        .contains("master_link_status:up\r\n", "lockstep_resync_held:0\r\n");
    assertThat(engine.node().replication().log().offset()).isEqualTo(14);
  }

  @Test
  void waitsWithoutAFileOnANodeThatWritesNone() {
    engine.node().parameters().load("save", "");
    ask("CONFIG SET replica-refuse-shrink yes");
    sync(HISTORY);
    assertThat(keys()).isEqualTo(KEYS);
    assertThat(keptFiles()).isEmpty();
    assertThat(shrink()).extracting(EngineView.ShrinkView::isHeld).isEqualTo(true);
  }

  @Test
  void keepsTheDataIfTheMasterGoesBeforeTheWord() {
    ask("CONFIG SET replica-refuse-shrink yes");
    sync(HISTORY);
    Objects.requireNonNull(engine.master).closed("gone");
    assertKeepsTheDataAndTriesAgain();
  }

  @Test
  void keepsTheDataIfTheMasterIsGoneBeforeTheWordIsAskedFor() {
    ask("CONFIG SET replica-refuse-shrink yes");
    agree(HISTORY);
    say("$" + EMPTY_RDB.length() + "\r\n" + EMPTY_RDB);
    Objects.requireNonNull(engine.master).closed("gone");
    assertKeepsTheDataAndTriesAgain();
  }

  @Test
  void keepsTheDataIfItIsPromotedBeforeTheWord() {
    ask("CONFIG SET replica-refuse-shrink yes");
    sync(HISTORY);
    ask("REPLICAOF NO ONE");

    assertThat(keys()).isEqualTo(KEYS);
    assertIsNothingToConfirm();
    assertThat(keys()).isEqualTo(KEYS);
  }

  private void assertKeepsTheDataAndTriesAgain() {
    settle();
    engine.pass(100);

    assertThat(keys()).isEqualTo(KEYS);
    assertThat(shrink()).extracting(EngineView.ShrinkView::isHeld).isEqualTo(false);
    assertThat(engine.view().upstream())
        .extracting(EngineView.UpstreamView::replState)
        .isEqualTo("CONNECT");
    assertIsNothingToConfirm();
  }

  private void assertIsNothingToConfirm() {
    var answer = engine.confirmResync();
    settle();
    assertThat(answer).isCompletedExceptionally();
  }
}
