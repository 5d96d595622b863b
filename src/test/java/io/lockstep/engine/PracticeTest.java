package io.lockstep.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class PracticeTest {

  private final Queue<Runnable> timers = new ArrayDeque<>();
  private int passes;
  private int rehearsals;
  private boolean isNeeded = true;

  private final EngineLoop loop =
      new EngineLoop() {
        @Override
        public void execute(Runnable task) {
          throw new AssertionError("it has nothing to do at once");
        }

        @Override
        public void after(long delayMs, Runnable task) {
          timers.add(task);
        }

        @Override
        public void sleep(long nanos) {}
      };

  private void pass(Runnable task) {
    passes++;
    task.run();
  }

  /** Lets time pass until nothing is to come. */
  private void wait(Practice practice) {
    practice.begin();
    for (Runnable next = timers.poll(); next != null; next = timers.poll()) {
      next.run();
    }
  }

  @Test
  void comesToAnEndByItself() {
    wait(new Practice(loop, this::pass, () -> true, () -> rehearsals++));

    assertThat(passes).isGreaterThan(1);
    assertThat(rehearsals).isEqualTo(passes);
  }

  @Test
  void endsWhenARealSnapshotIsAskedFor() {
    wait(
        new Practice(
            loop,
            task -> {
              pass(task);
              isNeeded = passes < 2;
            },
            () -> isNeeded,
            () -> rehearsals++));

    assertThat(passes).isEqualTo(2);
  }

  @Test
  void endsWithTheNode() {
    wait(
        new Practice(
            loop,
            _ -> {
              passes++;
              throw new RejectedExecutionException();
            },
            () -> true,
            () -> rehearsals++));

    assertThat(passes).isEqualTo(1);
  }
}
