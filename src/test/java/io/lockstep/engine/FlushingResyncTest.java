package io.lockstep.engine;

import static io.lockstep.engine.PlayedMaster.counted;
import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.command.ShutdownTerms;
import io.lockstep.replication.Resume;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A replica without room for its data and the snapshot of a master, which the test plays. */
class FlushingResyncTest {

  private static final String FORMER = "f".repeat(40);
  private static final String LATTER = "0123456789".repeat(4);
  private static final String LOADING = "-LOADING Redis is loading the dataset in memory\r\n";
  private static final String CHECKSUM = "\0".repeat(8); // none was computed
  private static final int KEYS = 20;
  private static final int RETRY_MS = 1_000;
  private static final long MEMORY = 1_000_000;
  private static final Path DUMP = Path.of("/tmp/dump.rdb");

  private final LoneEngine engine = new LoneEngine(1L << 30);
  private final FarEnd end = new FarEnd();
  private final Session client = engine.accept(end);
  private final PlayedMaster master = new PlayedMaster(engine);

  @BeforeEach
  void follow() {
    ask("CONFIG SET replica-swap-max-memory " + MEMORY);
    ask("CONFIG SET replica-shrink-least-keys " + KEYS);
    ask("REPLICAOF master 6379");
    master.agree(FORMER);
    master.say(counted(snapshot(KEYS, 1)));
    master.settle();
    assertThat(keys()).isEqualTo(KEYS);
    assertThat(swap().verdict()).isEqualTo("beside");
  }

  @AfterEach
  void close() {
    engine.close();
  }

  // ---- what the test plays

  private String ask(String... requests) {
    engine.send(client, requests);
    master.settle();
    return end.readAll();
  }

  /** Nothing else happens meanwhile. */
  private String askAtOnce(String... requests) {
    engine.send(client, requests);
    return end.readAll();
  }

  private static String snapshot(int keys, long memory) {
    return head(memory) + database(0, keys) + "\u00ff" + CHECKSUM;
  }

  private static String head(long memory) {
    return "REDIS0009\u00fa" + text("used-mem") + text(Long.toString(memory));
  }

  private static String database(int number, int keys) {
    StringBuilder database = new StringBuilder();
    database.append('\u00fe').append((char) number).append('\u00fb').append((char) keys);
    database.append('\0');
    for (int i = 0; i < keys; i++) {
      database.append('\0').append(text("key:" + i)).append(text("new"));
    }
    return database.toString();
  }

  private static String text(String value) {
    return (char) value.length() + value;
  }

  /** Another master sends a snapshot; the first that is heard of it is too much. */
  private void beginFlushed(String payload) {
    master.leave();
    master.agree(LATTER);
    master.say(payload);
    while (!engine.node().isLoading()) {
      assertThat(keys()).isEqualTo(KEYS);
      assertThat(engine.step()).isTrue();
    }
  }

  private long keys() {
    return engine.node().keyspace().database(0).size();
  }

  private EngineView.SwapView swap() {
    engine.pass(100);
    return Objects.requireNonNull(engine.view().works().swap());
  }

  private boolean continues(String replid, long offset) {
    var log = engine.node().replication().log();
    return log.resume(replid, offset) instanceof Resume.Continue;
  }

  // ---- claims

  @Test
  void dataStaysWhereThereIsRoom() {
    master.leave();
    master.agree(LATTER);
    master.say(counted(snapshot(KEYS / 2, MEMORY / 2)));
    while (keys() == KEYS) {
      assertThat(engine.node().isLoading()).isFalse();
      assertThat(engine.step()).isTrue();
    }
    assertThat(keys()).isEqualTo(KEYS / 2);
    assertThat(swap().verdict()).isEqualTo("beside");
  }

  @Test
  void dataMakesRoomAndClientsAreToldToWait() {
    beginFlushed(counted(snapshot(KEYS / 2, MEMORY)));

    assertThat(keys()).isZero();
    assertThat(askAtOnce("GET key:1")).isEqualTo(LOADING);
    assertThat(askAtOnce("DBSIZE")).isEqualTo(LOADING);
    assertThat(askAtOnce("PING")).isEqualTo(LOADING);
    assertThat(askAtOnce("REPLICAOF NO ONE")).isEqualTo(LOADING);
    assertThat(askAtOnce("BGSAVE")).isEqualTo(LOADING);
    assertThat(askAtOnce("PSYNC " + FORMER + " 1")).isEqualTo(LOADING);

    master.settle();
    assertThat(engine.node().isLoading()).isFalse();
    assertThat(keys()).isEqualTo(KEYS / 2);
    assertThat(ask("GET key:1")).isEqualTo("$3\r\nnew\r\n");
    assertThat(ask("INFO replication"))
        .contains("master_link_status:up\r\n", "master_replid:" + LATTER + "\r\n");
  }

  @Test
  void masterIsKeptAwakeMeanwhile() {
    beginFlushed(counted(snapshot(KEYS / 2, MEMORY)));
    master.heard();
    engine.advance(2 * RETRY_MS);
    engine.beat();
    assertThat(master.heard()).isEqualTo("\n");
  }

  @Test
  void infoTellsOfTheLoadAsAtTheStart() {
    String payload = snapshot(KEYS / 2, MEMORY);
    beginFlushed(counted(payload));
    engine.advance(10_000);
    assertThat(askAtOnce("INFO persistence"))
        .contains("loading:1\r\n", "loading_start_time:17000000")
        .contains("loading_total_bytes:" + payload.length() + "\r\n")
        .contains("loading_rdb_used_mem:" + MEMORY + "\r\n")
        .contains("loading_loaded_bytes:" + payload.length() + "\r\n")
        .contains("loading_loaded_perc:100.00\r\n", "loading_eta_seconds:0\r\n");
    master.settle();
    assertThat(ask("INFO persistence")).contains("loading:0\r\n").doesNotContain("loading_start");
  }

  @Test
  void infoEstimatesAStreamedLoadByItsMemory() {
    String marker = "m".repeat(40);
    beginFlushed("$EOF:" + marker + "\r\n" + snapshot(KEYS / 2, MEMORY) + marker);
    engine.advance(10_000);
    assertThat(askAtOnce("INFO persistence"))
        .contains("loading_total_bytes:0\r\n", "loading_loaded_perc:0.0")
        .containsPattern("loading_eta_seconds:[1-9]\\d{4}\r\n");
  }

  @Test
  void decisionIsShown() {
    beginFlushed(counted(snapshot(KEYS / 2, MEMORY)));
    assertThat(askAtOnce("INFO replication"))
        .contains("lockstep_swap_verdict:flush_first\r\n")
        .contains("lockstep_swap_coming_bytes:" + MEMORY + "\r\n")
        .contains("lockstep_swap_limit_bytes:" + MEMORY + "\r\n")
        .containsPattern("lockstep_swap_own_bytes:[1-9]");
    assertThat(swap())
        .extracting(EngineView.SwapView::verdict, EngineView.SwapView::comingBytes)
        .containsExactly("flush_first", MEMORY);
    assertThat(engine.view().file().isInUse()).isFalse();
  }

  @Test
  void lengthStandsForUnknownMemory() {
    master.leave();
    ask("CONFIG SET replica-swap-max-memory 1");
    master.agree(LATTER);
    String payload = snapshot(KEYS / 2, 0);
    master.say(counted(payload));
    master.settle();
    assertThat(swap())
        .extracting(EngineView.SwapView::verdict, EngineView.SwapView::comingBytes)
        .containsExactly("flush_first", (long) payload.length());
  }

  @Test
  void dataStaysIfNothingIsKnown() {
    master.leave();
    ask("CONFIG SET replica-swap-max-memory 1");
    master.agree(LATTER);
    String marker = "m".repeat(40);
    master.say("$EOF:" + marker + "\r\n" + snapshot(KEYS / 2, 0) + marker);
    master.settle();
    assertThat(keys()).isEqualTo(KEYS / 2);
    assertThat(swap())
        .extracting(EngineView.SwapView::verdict, EngineView.SwapView::comingBytes)
        .containsExactly("unknown", -1L);
  }

  @Test
  void flushedNodeContinuesNothingWhenTheSnapshotIsBroken() {
    assertThat(continues(FORMER, 1)).isTrue();
    beginFlushed(counted(head(MEMORY) + database(0, KEYS / 2) + "\u00fe\u007f"));
    assertThat(continues(FORMER, 1)).isFalse();
    master.settle();

    assertThat(engine.node().isLoading()).isFalse();
    assertThat(ask("DBSIZE")).isEqualTo(":0\r\n");
    assertThat(continues(FORMER, 1)).isFalse();
    assertThat(continues(LATTER, 1)).isFalse();
    assertThat(ask("INFO replication"))
        .contains("slave_repl_offset:0\r\n", "master_repl_offset:0\r\n")
        .contains("master_replid2:" + "0".repeat(40) + "\r\n")
        .doesNotContain(FORMER);

    engine.pass(RETRY_MS);
    assertThat(master.agree(LATTER)).contains("PSYNC\r\n$1\r\n?\r\n");
    master.say(counted(snapshot(3, MEMORY)));
    master.settle();
    assertThat(keys()).isEqualTo(3);
    assertThat(swap().verdict()).isEqualTo("beside"); // there is nothing to flush
  }

  @Test
  void replicasAreDisconnectedWhenTheDataGoes() {
    FarEnd replica = new FarEnd();
    engine.send(engine.accept(replica), "PSYNC " + FORMER + " 1");
    assertThat(replica.readAll()).startsWith("+CONTINUE");
    beginFlushed(counted(snapshot(KEYS / 2, MEMORY)));
    assertThat(replica.isAborted).isTrue();
  }

  @Test
  void peopleMayGiveTheLoadUp() {
    beginFlushed(counted(snapshot(KEYS / 2, MEMORY)));
    var answer = engine.inputs().promote();
    engine.overtake();
    master.settle();
    assertThat(answer).isCompleted();
    assertThat(engine.node().isLoading()).isFalse();
    assertThat(ask("DBSIZE")).isEqualTo(":0\r\n");
    assertThat(ask("SET key value")).isEqualTo("+OK\r\n");
    assertThat(continues(FORMER, 1)).isFalse();
  }

  @Test
  void otherMasterIsAskedForASnapshotToo() {
    beginFlushed(counted(snapshot(KEYS / 2, MEMORY)));
    var answer = engine.inputs().replicaOf("other", 6379);
    engine.overtake();
    master.settle();
    assertThat(answer).isCompleted();
    assertThat(engine.node().isLoading()).isFalse();
    assertThat(keys()).isZero();
    assertThat(master.agree(FORMER)).contains("PSYNC\r\n$1\r\n?\r\n");
  }

  @Test
  void watchedKeysAreTouched() {
    ask("WATCH key:1");
    ask("MULTI", "PING");
    beginFlushed(counted(snapshot(KEYS, MEMORY)));
    master.settle();
    assertThat(ask("EXEC")).isEqualTo("*-1\r\n");
  }

  @Test
  void emptiedNodeDoesNotSaveOverItsFile() {
    ask("CONFIG SET save \"1 1\"");
    engine.node().statistics().changes = 1;
    byte[] file = {1};
    engine.disk.files.put(DUMP, file);
    beginFlushed(counted(head(MEMORY) + database(0, KEYS / 2) + "\u00fe\u007f"));
    master.settle();
    assertThat(engine.node().statistics().changes).isZero();
    engine.node().statistics().changes = 1; // as on a writable replica
    engine.pass(RETRY_MS);
    engine.pass(2 * RETRY_MS);
    assertThat(engine.disk.files.get(DUMP)).isEqualTo(file);

    engine.departLater(ShutdownTerms.USUAL, _ -> {});
    master.settle();
    assertThat(engine.disk.files.get(DUMP)).isEqualTo(file);
  }

  @Test
  void emptiedNodeSetsItsFileAsideBeforeAMasterThatIsEmptyToo() {
    ask("CONFIG SET save \"1 1\"");
    byte[] file = {1};
    engine.disk.files.put(DUMP, file);
    meetAnEmptyMasterOnceFlushed();

    assertThat(engine.disk.files.values()).contains(file);
    assertThat(engine.disk.files.get(DUMP)).isNotEqualTo(file);
    var shrink = Objects.requireNonNull(engine.view().shrink());
    assertThat(shrink.keysBefore()).isEqualTo(KEYS);
    assertThat(shrink.file()).contains(".before-");
  }

  @Test
  void emptiedNodeWaitsForAWordBeforeAMasterThatIsEmptyTooIfToldSo() {
    ask("CONFIG SET save \"1 1\"");
    byte[] file = {1};
    engine.disk.files.put(DUMP, file);
    ask("CONFIG SET replica-refuse-shrink yes");
    meetAnEmptyMasterOnceFlushed();
    assertThat(Objects.requireNonNull(engine.view().shrink()).isHeld()).isTrue();
    assertThat(engine.disk.files.values()).contains(file);
  }

  private void meetAnEmptyMasterOnceFlushed() {
    beginFlushed(counted(head(MEMORY) + database(0, KEYS / 2) + "\u00fe\u007f"));
    master.settle();
    engine.pass(RETRY_MS);
    master.agree(LATTER);
    master.say(counted(snapshot(1, 1)));
    master.settle();
    engine.pass(2 * RETRY_MS);
    engine.pass(RETRY_MS);
    master.settle();
  }

  @Test
  void emptiedNodeSavesIfToldSoAndOnceItIsAMaster() {
    ask("CONFIG SET save \"1 1\"");
    engine.disk.files.put(DUMP, new byte[] {1});
    beginFlushed(counted(head(MEMORY) + database(0, KEYS / 2) + "\u00fe\u007f"));
    master.settle();
    assertThat(ask("SAVE")).isEqualTo("+OK\r\n");
    byte[] saved = engine.disk.files.get(DUMP);
    assertThat(saved).startsWith('R', 'E', 'D', 'I', 'S');

    ask("REPLICAOF NO ONE");
    ask("SET key value");
    engine.pass(2 * RETRY_MS);
    engine.pass(RETRY_MS);
    assertThat(engine.disk.files.get(DUMP)).isNotEqualTo(saved);
  }

  // ---- the last good copy

  @Test
  void dataThatMayBeTheLastGoodCopyIsNotFlushed() {
    master.leave();
    master.agree(LATTER);
    String payload = head(MEMORY) + database(0, 1) + "\u00ff" + CHECKSUM;
    master.say(counted(payload));
    while (keys() == KEYS) {
      assertThat(engine.node().isLoading()).isFalse();
      assertThat(engine.step()).isTrue();
    }
    assertThat(swap().verdict()).isEqualTo("protected");
    assertThat(engine.view().shrink()).isNotNull();
  }

  @Test
  void emptySnapshotFlushesNothing() {
    engine.node().parameters().load("save", "");
    master.leave();
    master.agree(LATTER);
    master.say(counted(head(MEMORY) + "\u00ff" + CHECKSUM));
    while (keys() == KEYS) {
      assertThat(engine.node().isLoading()).isFalse();
      assertThat(engine.step()).isTrue();
    }
    assertThat(swap().verdict()).isEqualTo("beside"); // still that of the first one
  }

  @Test
  void keysOfFurtherDatabasesTellThatNothingShrinks() {
    beginFlushed(
        counted(head(MEMORY) + database(0, 1) + database(1, KEYS / 2) + "\u00ff" + CHECKSUM));
    master.settle();
    assertThat(engine.node().keyspace().database(1).size()).isEqualTo(KEYS / 2);
    assertThat(engine.view().shrink()).isNull();
  }

  @Test
  void refusedShrinkingKeepsTheDataOnNodesWithoutFiles() {
    engine.node().parameters().load("save", "");
    engine.node().parameters().load("replica-refuse-shrink", "yes");
    master.leave();
    master.agree(LATTER);
    master.say(counted(snapshot(1, MEMORY)));
    master.settle();
    assertThat(keys()).isEqualTo(KEYS);
    assertThat(swap().verdict()).isEqualTo("protected");
    assertThat(engine.node().isLoading()).isFalse();
  }

  @Test
  void historyThatIsOurOwnIsNotProtectedAgainst() {
    master.leave();
    master.agree(FORMER);
    master.say(counted(snapshot(1, MEMORY)));
    master.settle();
    assertThat(keys()).isEqualTo(1);
    assertThat(swap().verdict()).isEqualTo("flush_first");
  }
}
