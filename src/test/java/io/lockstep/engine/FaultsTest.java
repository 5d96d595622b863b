package io.lockstep.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FaultsTest {

  private final List<String> seen = new ArrayList<>();
  private final Faults faults = new Faults(() -> seen.add("told"));

  @Test
  void stopsTheEngineAtTheFirstBrokenInvariantAndTellsOnce() {
    faults.whenStopped(() -> seen.add("stopped"));

    faults.guard(() -> broken("first"));
    faults.stop(new IllegalStateException("second"));

    assertThat(seen).containsExactly("stopped", "told");
    assertThat(faults.first()).contains("first");
  }

  @Test
  void runsNothingAfterIt() {
    faults.guard(() -> broken("first"));

    faults.guard(() -> seen.add("ran"));

    assertThat(seen).doesNotContain("ran");
  }

  @Test
  void guardsWhatTheLoopRunsLater() {
    List<Runnable> later = new ArrayList<>();
    GuardedLoop loop = new GuardedLoop(new CollectingLoop(later), faults);

    loop.after(100, () -> broken("timer"));
    later.forEach(Runnable::run);

    assertThat(faults.first()).contains("timer");
  }

  @Test
  void guardsWhatAConnectionCallsBack() {
    GuardedConnection connection = new GuardedConnection(NoConnection.INSTANCE, faults);

    connection.write(ByteBuffer.allocate(1), _ -> broken("write"));
    connection.whenDrained(0, () -> seen.add("drained"));

    assertThat(faults.first()).contains("write");
    assertThat(seen).doesNotContain("drained");
  }

  private static void broken(String message) {
    throw new IllegalStateException(message);
  }

  private record CollectingLoop(List<Runnable> tasks) implements EngineLoop {
    @Override
    public void execute(Runnable task) {
      tasks.add(task);
    }

    @Override
    public void after(long delayMs, Runnable task) {
      tasks.add(task);
    }

    @Override
    public void sleep(long nanos) {}
  }
}
