package io.lockstep.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.engine.saving.MemoryDisk;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A snapshot for a replica that must know its length, which a file tells. */
class SpoolTest {

  private static final int BEATS = 20;

  @TempDir private Path folder;

  private static String sync(LoneEngine engine) {
    FarEnd end = new FarEnd();
    Session replica = engine.accept(end);
    engine.send(replica, "REPLCONF capa psync2");
    end.readAll();
    engine.send(replica, "PSYNC ? -1");
    var read = new StringBuilder();
    for (int beat = 0; beat < BEATS; beat++) {
      engine.pass(100);
      read.append(end.readAll());
    }
    return read.toString();
  }

  @Test
  void leavesNoFileBehind() throws Exception {
    try (LoneEngine engine = LoneEngine.loading(new MemoryDisk(), "dir", folder.toString())) {
      assertThat(sync(engine)).contains("+FULLRESYNC", "$", "REDIS0009");
      try (Stream<Path> files = Files.list(folder)) {
        assertThat(files).isEmpty();
      }
    }
  }

  /** Each try would else keep what the data was at that moment, and replicas try again. */
  @Test
  void keepsNoSnapshotOpenWhenThereIsNowhereToWriteIt() {
    String nowhere = folder.resolve("none").toString();
    try (LoneEngine engine = LoneEngine.loading(new MemoryDisk(), "dir", nowhere)) {
      for (int attempt : List.of(1, 2)) {
        assertThat(sync(engine)).as("attempt %d", attempt).doesNotContain("REDIS");
      }
      assertThat(engine.node().keyspace().hasOpenSnapshots()).isFalse();
      assertThat(engine.view().data().openSnapshots()).isZero();
    }
  }
}
