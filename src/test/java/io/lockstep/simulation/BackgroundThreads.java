package io.lockstep.simulation;

import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * The background threads of one node, as coroutines: virtual threads that the simulation's own
 * thread carries. Each goes on until it blocks, yields or ends; when it may go on is an event of
 * the simulation.
 */
final class BackgroundThreads implements Executor {

  private final Set<Thread> alive = new LinkedHashSet<>();
  private final Queue<Runnable> ready = new ArrayDeque<>();
  private final Consumer<Runnable> schedule;
  private final Thread.Builder.OfVirtual builder = VirtualThreads.scheduledBy(this::resumeLater);

  /**
   * No thread yet.
   *
   * @param schedule runs a task as an event
   */
  BackgroundThreads(Consumer<Runnable> schedule, Thread.UncaughtExceptionHandler failed) {
    this.schedule = schedule;
    builder.uncaughtExceptionHandler(failed);
  }

  @Override
  public void execute(Runnable task) {
    Thread thread = builder.unstarted(() -> runToTheEnd(task));
    alive.add(thread);
    thread.start();
  }

  private void runToTheEnd(Runnable task) {
    try {
      task.run();
    } finally {
      alive.remove(Thread.currentThread());
    }
  }

  private void resumeLater(Runnable continuation) {
    ready.add(continuation);
    schedule.accept(this::resumeNext);
  }

  private void resumeNext() {
    Runnable next = ready.poll();
    if (next != null) {
      next.run();
    }
  }

  /** Interrupts all threads and runs them to their end. */
  void end() {
    for (int round = 0; !alive.isEmpty() && round < 1_000; round++) {
      List.copyOf(alive).forEach(Thread::interrupt);
      while (!ready.isEmpty()) {
        resumeNext();
      }
    }
    if (!alive.isEmpty()) {
      throw new Violation("background threads do not end when they are interrupted");
    }
  }
}
