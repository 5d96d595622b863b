package io.lockstep.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.engine.saving.MemoryDisk;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShutdownSaveTest {

  private static final int TURNS = 10; // more than any step here takes
  private static final Path DUMP = Path.of("/tmp/dump.rdb");
  private static final String NO_POINTS = "CONFIG SET save \"\"";

  private final LoneEngine engine = new LoneEngine(1L << 30);
  private final FarEnd end = new FarEnd();
  private final Session client = engine.accept(end);

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

  private MemoryDisk disk() {
    return engine.disk;
  }

  @ParameterizedTest
  @ValueSource(strings = {"SHUTDOWN", "SHUTDOWN SAVE", "SHUTDOWN NOW", "SHUTDOWN FORCE"})
  void savesAtTheEndOfANodeWithSavePoints(String shutdown) {
    assertThat(ask("SET key value", shutdown)).isEqualTo("+OK\r\n");
    assertThat(engine.isShutDown).isTrue();
    assertThat(disk().files).containsOnlyKeys(DUMP);
  }

  @Test
  void savesWithoutSavePointsIfTold() {
    ask(NO_POINTS, "SET key value", "SHUTDOWN SAVE");
    assertThat(engine.isShutDown).isTrue();
    assertThat(disk().files).containsOnlyKeys(DUMP);
  }

  @Test
  void savesNothingWithoutSavePointsOrIfTold() {
    ask("SET key value", "SHUTDOWN NOSAVE");
    assertThat(engine.isShutDown).isTrue();
    assertThat(disk().files).isEmpty();

    try (LoneEngine other = new LoneEngine(1L << 30)) {
      other.send(other.accept(new FarEnd()), NO_POINTS, "SET key value", "SHUTDOWN");
      other.endTurn();
      assertThat(other.isShutDown).isTrue();
      assertThat(other.disk.files).isEmpty();
    }
  }

  @Test
  void goesOnIfItCannotSave() {
    disk().failing = "replace";
    FarEnd writerEnd = new FarEnd();
    Session writer = engine.accept(writerEnd);
    engine.send(client, "SET key value", "SHUTDOWN");
    engine.send(writer, "SET key other");
    settle();

    assertThat(end.readAll()).isEqualTo("+OK\r\n-ERR Errors trying to SHUTDOWN. Check logs.\r\n");
    assertThat(engine.isShutDown).isFalse();
    assertThat(disk().files).isEmpty();
    assertThat(writerEnd.readAll()).isEqualTo("+OK\r\n");
    assertThat(ask("SET key more")).isEqualTo("+OK\r\n");

    disk().failing = "";
    ask("SHUTDOWN");
    assertThat(engine.isShutDown).isTrue();
  }

  @Test
  void endsThoughItCannotSaveIfForced() {
    disk().failing = "write";
    ask("SET key value", "SHUTDOWN FORCE");
    assertThat(engine.isShutDown).isTrue();
    assertThat(disk().files).isEmpty();
  }

  @Test
  void givesUpASaveInTheBackground() {
    engine.send(engine.accept(new FarEnd()), "SHUTDOWN NOSAVE"); // comes in the next turn
    assertThat(ask("BGSAVE")).isEqualTo("+Background saving started\r\n");
    assertThat(engine.isShutDown).isTrue();
    assertThat(disk().files).isEmpty();
  }

  @Test
  void takesNoWritesOnceTheDataIsSaved() {
    ask("SET key value", "SHUTDOWN");
    FarEnd writerEnd = new FarEnd();
    engine.send(engine.accept(writerEnd), "SET key other");
    settle();
    assertThat(writerEnd.readAll()).isEmpty();
  }

  @Test
  void savesNothingWhileItLoads() {
    ask("SET key value", "SAVE");
    byte[] file = disk().files.get(DUMP);
    try (LoneEngine loading = LoneEngine.loading(disk())) {
      loading.send(loading.accept(new FarEnd()), "SHUTDOWN SAVE");
      loading.endTurn();
      assertThat(loading.isShutDown).isTrue();
      assertThat(disk().files.get(DUMP)).isSameAs(file);
    }
  }
}
