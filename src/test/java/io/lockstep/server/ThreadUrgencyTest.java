package io.lockstep.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

@EnabledOnOs(OS.LINUX)
class ThreadUrgencyTest {
  private static final Path STAT = Path.of("/proc/thread-self/stat");
  private static final int NICE_AFTER_NAME = 16;

  @Test
  void backgroundMakesWay() throws Exception {
    assertThat(niceAfter(ThreadUrgency.BACKGROUND) - niceAfter(ThreadUrgency.ENGINE)).isEqualTo(10);
  }

  @Test
  void threadsThatDidNotAskStayAsTheyAre() throws Exception {
    int before = nice();
    niceAfter(ThreadUrgency.BACKGROUND);
    assertThat(nice()).isEqualTo(before);
  }

  private static int niceAfter(ThreadUrgency urgency) throws Exception {
    return inOwnThread(
        () -> {
          urgency.take();
          return nice();
        });
  }

  private static int nice() throws IOException {
    String line = Files.readString(STAT);
    String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ", -1);
    return Integer.parseInt(fields[NICE_AFTER_NAME]);
  }

  private static <T> T inOwnThread(Callable<T> work) throws Exception {
    FutureTask<T> task = new FutureTask<>(work);
    Thread.ofPlatform().start(task);
    return task.get();
  }
}
