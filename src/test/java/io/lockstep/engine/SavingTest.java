package io.lockstep.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SavingTest {

  private static final int TURNS = 10; // more than any step here takes
  private static final Path DUMP = Path.of("/tmp/dump.rdb");

  private final LoneEngine engine = new LoneEngine(1L << 30);
  private final FarEnd end = new FarEnd();
  private final Session client = engine.accept(end);

  @AfterEach
  void close() {
    engine.close();
  }

  /** Sends requests, of which nothing but the replies has been done when this returns. */
  private String ask(String... requests) {
    engine.send(client, requests);
    return end.readAll();
  }

  private void settle() {
    for (int turn = 0; turn < TURNS; turn++) {
      engine.endTurn();
    }
  }

  private String info(String field) {
    String text = ask("INFO persistence");
    int start = text.indexOf(field + ":") + field.length() + 1;
    return text.substring(start, text.indexOf("\r\n", start));
  }

  private void passSeconds(int seconds) {
    for (int i = 0; i < seconds; i++) {
      engine.pass(1_000);
    }
    settle();
  }

  @Test
  void putsOneWholeFileInPlace() {
    ask("SET key value", "SAVE");

    assertThat(engine.disk.files).containsOnlyKeys(DUMP);
    assertThat(ask("FLUSHDB", "DEBUG RELOAD NOSAVE", "GET key")).endsWith("$5\r\nvalue\r\n");
  }

  @Test
  void savesWhatWasThereWhenItBegan() {
    ask("SET key before", "BGSAVE", "SET key after");
    assertThat(info("rdb_bgsave_in_progress")).isEqualTo("1");
    settle();

    assertThat(info("rdb_bgsave_in_progress")).isEqualTo("0");
    assertThat(info("rdb_changes_since_last_save")).isEqualTo("1");
    assertThat(engine.disk.files).containsOnlyKeys(DUMP);
    assertThat(ask("DEBUG RELOAD NOSAVE", "GET key")).endsWith("$6\r\nbefore\r\n");
  }

  @Test
  void savesByItselfAtASavePoint() {
    ask("CONFIG SET save \"5 2\"", "SET a 1");
    passSeconds(10);
    assertThat(engine.disk.files).isEmpty();

    ask("SET b 2");
    passSeconds(1);
    assertThat(engine.disk.files).containsOnlyKeys(DUMP);
    assertThat(info("rdb_changes_since_last_save")).isEqualTo("0");
    assertThat(info("rdb_saves")).isEqualTo("1");
  }

  @Test
  void aFailedSaveLeavesNothingAndRefusesWritesUntilOneSucceeds() {
    ask("SET key value", "SAVE", "SET key other");
    for (String step : new String[] {"create", "write", "sync", "replace"}) {
      byte[] former = engine.disk.files.get(DUMP);
      engine.disk.failing = step;
      ask("BGSAVE");
      settle();
      assertThat(engine.disk.files).as(step).containsOnlyKeys(DUMP);
      assertThat(Arrays.equals(engine.disk.files.get(DUMP), former)).isTrue();
      assertThat(info("rdb_last_bgsave_status")).isEqualTo("err");
    }
    assertThat(ask("SET key x", "PING", "GET key"))
        .startsWith("-MISCONF ")
        .contains("option)")
        .endsWith("$5\r\nother\r\n");
    assertThat(ask("SAVE")).isEqualTo("-ERR\r\n");

    engine.disk.failing = "";
    passSeconds(6);
    ask("BGSAVE");
    settle();
    assertThat(ask("SET key x", "PING")).isEqualTo("+OK\r\n+PONG\r\n");
  }

  /** The file is there, but its name might not be after a crash of the machine. */
  @Test
  void aSaveIsNoSuccessUntilItsNameIsSafe() {
    engine.disk.failing = "syncFolder";
    ask("SET key value", "BGSAVE");
    settle();
    assertThat(info("rdb_last_bgsave_status")).isEqualTo("err");
    assertThat(info("rdb_changes_since_last_save")).isEqualTo("1");
    assertThat(ask("SAVE")).isEqualTo("-ERR\r\n");
    assertThat(engine.disk.files).containsOnlyKeys(DUMP);
  }

  @Test
  void writesAreTakenWithoutSavePointsOrWhenToldSo() {
    engine.disk.failing = "write";
    ask("BGSAVE");
    settle();
    assertThat(ask("SET key 1")).startsWith("-MISCONF");
    assertThat(ask("CONFIG SET stop-writes-on-bgsave-error no", "SET key 1")).endsWith("+OK\r\n");
    ask("CONFIG SET stop-writes-on-bgsave-error yes");
    assertThat(ask("SET key 1")).startsWith("-MISCONF");
    assertThat(ask("CONFIG SET save \"\"", "SET key 1")).endsWith("+OK\r\n");
  }

  @Test
  void aFlushGivesASaveUpAndWritesAnEmptyFile() {
    ask("SET key value", "BGSAVE", "FLUSHALL");
    settle();

    assertThat(info("rdb_changes_since_last_save")).isEqualTo("0");
    assertThat(info("rdb_last_bgsave_status")).isEqualTo("ok");
    assertThat(engine.disk.files).containsOnlyKeys(DUMP);
    assertThat(ask("SET key value", "DEBUG RELOAD NOSAVE", "DBSIZE")).endsWith(":0\r\n");
  }

  @Test
  void aFlushWritesNothingOnANodeThatDoesNotSaveByItself() {
    ask("CONFIG SET save \"\"", "SET key value", "BGSAVE", "FLUSHALL");
    settle();

    assertThat(engine.disk.files).isEmpty();
    assertThat(info("rdb_changes_since_last_save")).isEqualTo("2");
    assertThat(info("rdb_last_bgsave_status")).isEqualTo("ok");
  }

  @Test
  void itsFolderAndItsNameMayChangeWhileASaveGoesOn() {
    ask("SET key value");
    ask("BGSAVE", "CONFIG SET dir /var dbfilename other.rdb");
    settle();
    assertThat(engine.disk.files).containsOnlyKeys(DUMP);
    assertThat(ask("SAVE")).isEqualTo("+OK\r\n");
    assertThat(engine.disk.files).containsOnlyKeys(DUMP, Path.of("/var/other.rdb"));
  }

  /** Every save would fail, and at the end the data would be lost. */
  @Test
  void aFolderOfNoUseIsRefused() {
    engine.disk.failing = "chdir";
    assertThat(ask("CONFIG SET dir /var", "CONFIG GET dir"))
        .startsWith("-ERR CONFIG SET failed (possibly related to argument 'dir') - can't chdir\r\n")
        .endsWith("/tmp\r\n");
  }

  @Test
  void aSaveScheduledInATransactionBeginsAfterIt() {
    assertThat(ask("MULTI", "SET key value", "BGSAVE", "EXEC"))
        .endsWith("+Background saving scheduled\r\n");
    passSeconds(1);
    assertThat(engine.disk.files).containsOnlyKeys(DUMP);
  }

  @Test
  void reloadingCountsAsASave() {
    ask("SET key value", "DEBUG RELOAD");
    assertThat(engine.disk.files).containsOnlyKeys(DUMP);
    assertThat(info("rdb_changes_since_last_save")).isEqualTo("0");
  }

  @Test
  void reloadingWithoutAFileLeavesTheData() {
    assertThat(ask("SET key value", "DEBUG RELOAD NOSAVE", "GET key"))
        .contains("-ERR Error trying to load the RDB dump, check server logs.\r\n")
        .endsWith("$5\r\nvalue\r\n");
  }

  private EngineView.WorkView saves() {
    engine.pass(100);
    return engine.view().works().save();
  }

  private EngineView.ProgressView lastSave() {
    return Objects.requireNonNull(saves().last());
  }

  @Test
  void tellsHowFarASaveIsAndHowItEnded() {
    assertThat(saves()).isEqualTo(new EngineView.WorkView(null, null));
    ask("SET a 1", "SELECT 1", "SET b 2", "BGSAVE");

    assertThat(ask("INFO persistence"))
        .contains("lockstep_save_keys:0\r\n", "lockstep_save_total_keys:2\r\n");
    settle();
    EngineView.ProgressView last = lastSave();
    assertThat(saves().current()).isNull();
    assertThat(last.outcome()).isEqualTo("ok");
    assertThat(last.keys()).isEqualTo(2);
    assertThat(last.totalKeys()).isEqualTo(2);
    assertThat(engine.disk.files.get(DUMP)).hasSize((int) last.bytes());
    assertThat(ask("INFO persistence")).doesNotContain("lockstep_save_");
  }

  @Test
  void tellsThatASaveWasGivenUp() {
    ask("SET a 1", "BGSAVE", "FLUSHALL");
    settle();

    assertThat(lastSave().outcome()).isEqualTo("ok"); // of the empty file
    ask("CONFIG SET save ''", "SET a 1", "BGSAVE", "FLUSHALL");
    settle();
    assertThat(lastSave().outcome()).isEqualTo("given up");
    assertThat(saves().current()).isNull();
  }
}
