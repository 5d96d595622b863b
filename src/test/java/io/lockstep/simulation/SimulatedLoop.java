package io.lockstep.simulation;

import io.lockstep.engine.EngineLoop;
import java.util.ArrayDeque;
import java.util.Queue;

/** An engine's thread under virtual time: tasks run in order, each as an event of its own. */
final class SimulatedLoop implements EngineLoop {

  private static final long JITTER_US = 60;
  private static final long MS_US = 1_000;

  private final Queue<Runnable> tasks = new ArrayDeque<>();
  private final Agenda agenda;
  private final Die die;
  private final Party owner;

  SimulatedLoop(Agenda agenda, Die die, Party owner) {
    this.agenda = agenda;
    this.die = die;
    this.owner = owner;
  }

  /** What a background thread has to tell may be the end of its turn. */
  @Override
  @SuppressWarnings("ThreadPriorityCheck") // the threads' scheduler is the simulation itself
  public void execute(Runnable task) {
    tasks.add(task);
    agenda.after(die.between(0, JITTER_US), () -> owner.run(this::runNext));
    if (Thread.currentThread().isVirtual() && die.chance(50)) {
      Thread.yield();
    }
  }

  @Override
  public void after(long delayMs, Runnable task) {
    agenda.after(delayMs * MS_US + die.between(0, JITTER_US), () -> owner.run(task));
  }

  @Override
  public void sleep(long nanos) {}

  private void runNext() {
    Runnable next = tasks.poll();
    if (next != null) {
      next.run();
    }
  }

  /** Runs all that waits, at the node's end. */
  void drain() {
    while (!tasks.isEmpty()) {
      runNext();
    }
  }
}
