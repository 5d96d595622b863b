package io.lockstep.engine;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.engine.saving.MemoryDisk;
import io.lockstep.replication.History;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StartLoadTest {

  private static final int TURNS = 10; // more than any step here takes
  private static final Path DUMP = Path.of("/tmp/dump.rdb");

  private final MemoryDisk disk = new MemoryDisk();
  private final FarEnd end = new FarEnd();
  private final LoneEngine first = LoneEngine.loading(disk);
  private @Nullable LoneEngine second;

  @AfterEach
  void close() {
    first.close();
    if (second != null) {
      second.close();
    }
  }

  private String ask(LoneEngine engine, String... requests) {
    engine.send(engine.accept(end), requests);
    return end.readAll();
  }

  private static void settle(LoneEngine engine) {
    for (int turn = 0; turn < TURNS; turn++) {
      engine.endTurn();
    }
  }

  private LoneEngine restart(String... parameters) {
    second = LoneEngine.loading(disk, parameters);
    return second;
  }

  /** A replica comes, so that there is a history that others share. */
  private FarEnd attach(LoneEngine engine, String psync) {
    FarEnd replicaEnd = new FarEnd();
    Session replica = engine.accept(replicaEnd);
    engine.send(replica, "REPLCONF capa eof capa psync2");
    replicaEnd.readAll();
    engine.send(replica, psync);
    settle(engine);
    return replicaEnd;
  }

  private byte[] saved() {
    return requireNonNull(disk.files.get(DUMP));
  }

  private static UpstreamDialer.Listener dialed(LoneEngine replica) {
    return requireNonNull(replica.master);
  }

  private static History historyOf(LoneEngine engine) {
    return engine.node().replication().log().history();
  }

  @Test
  void isReadyAtOnceWithoutAFile() {
    assertThat(first.loaded).isCompleted();
    assertThat(ask(first, "GET key")).isEqualTo("$-1\r\n");
  }

  @Test
  void clientsWaitUntilTheDataIsThere() {
    ask(first, "SET key value", "SAVE");
    LoneEngine node = restart();

    assertThat(ask(node, "GET key")).startsWith("-LOADING ");
    assertThat(ask(node, "INFO persistence"))
        .contains("loading:1\r\n", "loading_total_bytes:" + saved().length + "\r\n");
    settle(node);
    assertThat(node.loaded).isCompleted();
    assertThat(ask(node, "GET key")).isEqualTo("$5\r\nvalue\r\n");
    assertThat(ask(node, "INFO persistence"))
        .contains("loading:0\r\n", "rdb_last_load_keys_loaded:1\r\n")
        .doesNotContain("loading_total_bytes");
  }

  @Test
  void tellsHowFarTheLoadIs() {
    ask(first, "SET a 1", "SET b 2", "SAVE");
    long length = Objects.requireNonNull(disk.files.get(DUMP)).length;
    LoneEngine node = restart();
    node.beat();

    EngineView.ProgressView current = Objects.requireNonNull(node.view().works().load().current());
    assertThat(current.totalBytes()).isEqualTo(length);
    assertThat(current.outcome()).isNull();
    settle(node);
    node.pass(100);
    EngineView.ProgressView last = Objects.requireNonNull(node.view().works().load().last());
    assertThat(node.view().works().load().current()).isNull();
    assertThat(last.outcome()).isEqualTo("ok");
    assertThat(last.bytes()).isEqualTo(length);
    assertThat(last.keys()).isEqualTo(2);
    assertThat(last.totalKeys()).isEqualTo(2);
  }

  @Test
  void isNoUseWithADamagedFile() {
    ask(first, "SET key value", "SAVE");
    byte[] damaged = saved().clone();
    damaged[damaged.length - 1]++;
    disk.files.put(DUMP, damaged.clone());
    LoneEngine node = restart();
    settle(node);

    assertThat(node.loaded).isCompletedExceptionally();
    assertThat(ask(node, "GET key")).startsWith("-LOADING ");
    assertThat(disk.files.get(DUMP)).isEqualTo(damaged);
  }

  @Test
  void keysThatHaveRunOutAreLeftOutOnAMasterOnly() {
    ask(first, "DEBUG SET-ACTIVE-EXPIRE 0", "SET a 1 PX 1", "SET b 2", "SAVE");
    second = LoneEngine.loading(disk, 1_000);
    settle(second);
    assertThat(second.node().keyspace().database(0).size()).isEqualTo(1);
    assertThat(ask(second, "INFO persistence")).contains("rdb_last_load_keys_expired:1\r\n");

    second.close();
    second = LoneEngine.loading(disk, 1_000, "replicaof", "somewhere 6379");
    settle(second);
    assertThat(second.node().keyspace().database(0).size()).isEqualTo(2);
  }

  @Test
  void withoutAHistoryInTheFileNobodyCanContinue() {
    ask(first, "SET key value", "SAVE");
    LoneEngine node = restart();
    settle(node);

    assertThat(node.node().replication().log().hasBacklog()).isFalse();
    assertThat(historyOf(node).replid2()).isEqualTo(History.NO_REPLID);
  }

  @Test
  void aMasterContinuesTheHistoryOfItsFile() {
    attach(first, "PSYNC ? -1");
    ask(first, "SET key value", "SAVE");
    History before = historyOf(first);
    LoneEngine node = restart();
    settle(node);

    History after = historyOf(node);
    assertThat(after.replid()).isNotEqualTo(before.replid());
    assertThat(after.replid2()).isEqualTo(before.replid());
    assertThat(after.offset()).isEqualTo(before.offset());
    assertThat(after.secondOffset()).isEqualTo(before.offset() + 1);
    FarEnd replica = attach(node, "PSYNC " + before.replid() + " " + (before.offset() + 1));
    assertThat(replica.readAll()).contains("+CONTINUE " + after.replid());
  }

  /**
   * The file of a flush is written before the log has it: replicas that have not would be wrong.
   */
  @Test
  void nobodyContinuesFromTheFileOfAFlush() {
    attach(first, "PSYNC ? -1");
    ask(first, "SET key value", "FLUSHALL");
    LoneEngine node = restart();
    settle(node);

    assertThat(node.node().replication().log().hasBacklog()).isFalse();
    assertThat(historyOf(node).replid2()).isEqualTo(History.NO_REPLID);
  }

  @Test
  void aReplicaThatIsAheadOfTheFileCannotContinue() {
    attach(first, "PSYNC ? -1");
    ask(first, "SET key value", "SAVE", "SET key other");
    LoneEngine node = restart();
    settle(node);

    FarEnd replica =
        attach(node, "PSYNC " + historyOf(first).replid() + " " + (historyOf(first).offset() + 1));
    assertThat(replica.readAll()).doesNotContain("+CONTINUE");
  }

  @Test
  void replicasThatContinueLearnWhatTheLoadHasLeftOut() {
    attach(first, "PSYNC ? -1");
    ask(first, "DEBUG SET-ACTIVE-EXPIRE 0", "SELECT 3", "SET gone 1 PX 1", "SET stays 2", "SAVE");
    History before = historyOf(first);
    second = LoneEngine.loading(disk, 1_000);
    settle(second);

    assertThat(ask(second, "SELECT 3", "DBSIZE")).isEqualTo("+OK\r\n:1\r\n");
    FarEnd replica = attach(second, "PSYNC " + before.replid() + " " + (before.offset() + 1));
    assertThat(replica.readAll())
        .endsWith("*2\r\n$6\r\nSELECT\r\n$1\r\n3\r\n*2\r\n$3\r\nDEL\r\n$4\r\ngone\r\n");
  }

  @Test
  void aReplicaAsksItsMasterToContinue() {
    attach(first, "PSYNC ? -1");
    ask(first, "SET key value", "SAVE");
    History before = historyOf(first);
    LoneEngine node = restart("replicaof", "somewhere 6379");
    assertThat(ask(node, "INFO replication")).contains("role:slave", "master_link_status:down");
    settle(node);

    FarEnd master = new FarEnd();
    dialed(node).connected(master);
    hear(node, "+PONG\r\n+OK\r\n+OK\r\n");
    assertThat(master.readAll())
        .contains(before.replid() + "\r\n")
        .contains(Long.toString(before.offset() + 1));
    hear(node, "+CONTINUE\r\n*2\r\n$3\r\nDEL\r\n$3\r\nkey\r\n");
    assertThat(ask(node, "DBSIZE")).isEqualTo(":0\r\n");
  }

  private static void hear(LoneEngine replica, String text) {
    for (String line : text.split("(?<=\r\n)", -1)) {
      byte[] bytes = line.getBytes(ISO_8859_1);
      dialed(replica).received(bytes, 0, bytes.length);
    }
    settle(replica);
  }
}
