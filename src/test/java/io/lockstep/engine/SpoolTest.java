package io.lockstep.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.engine.saving.MemoryDisk;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
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
    engine.send(replica, "REPLCONF listening-port 7000 capa psync2");
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

  /** The disk is as full as before, and replicas come back at once. */
  @Test
  void waitsLongerAndLongerBetweenTwoThatFail() {
    String nowhere = folder.resolve("none").toString();
    try (LoneEngine engine = LoneEngine.loading(new MemoryDisk(), "dir", nowhere)) {
      assertThat(sync(engine)).contains("+FULLRESYNC");
      assertThat(IntStream.range(0, 5).filter(_ -> sync(engine).contains("+FULLRESYNC")).count())
          .isBetween(1L, 4L);
    }
  }

  /** Each try would else keep what the data was at that moment, and replicas try again. */
  @Test
  void keepsNoSnapshotOpenWhenThereIsNowhereToWriteIt() {
    String nowhere = folder.resolve("none").toString();
    try (LoneEngine engine = LoneEngine.loading(new MemoryDisk(), "dir", nowhere)) {
      assertThat(sync(engine)).contains("+FULLRESYNC").doesNotContain("REDIS");
      assertThat(engine.node().keyspace().isBeingRead()).isFalse();
      assertThat(engine.view().data().openSnapshots()).isZero();
    }
  }
}
