package io.lockstep.engine;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What happens when we are wrong: the first broken invariant is logged once and stops the engine,
 * so that nothing is executed on data that can't be trusted. Health shows it.
 */
final class Faults {

  private static final Logger LOG = LoggerFactory.getLogger(Faults.class);

  private final Runnable told;
  private Runnable stop = () -> {};
  private @Nullable String first;

  /**
   * No fault yet.
   *
   * @param told hears of the first one, after the engine has stopped
   */
  Faults(Runnable told) {
    this.told = told;
  }

  /** What stops the engine and shows why. */
  void whenStopped(Runnable action) {
    stop = action;
  }

  /** Stops the engine for this reason; later ones are ignored. */
  void stop(Throwable cause) {
    if (first == null) {
      first = String.valueOf(cause);
      LOG.error("The engine is stopped by a broken invariant: {}", first, cause);
      stop.run();
      told.run();
    }
  }

  /** Runs a task of the engine, unless it has stopped. */
  void guard(Runnable task) {
    if (hasStopped()) {
      return;
    }
    try {
      task.run();
    } catch (RuntimeException | Error fault) {
      stop(fault);
    }
  }

  /** A task that runs guarded, as often as it is asked to. */
  Runnable guarded(Runnable task) {
    return task instanceof Guarded ? task : new Guarded(this, task);
  }

  private record Guarded(Faults faults, Runnable task) implements Runnable {
    @Override
    public void run() {
      faults.guard(task);
    }
  }

  /** Whether the engine has stopped and serves nobody any more. */
  boolean hasStopped() {
    return first != null;
  }

  /** Why the engine stopped; null while it is well. */
  @Nullable String first() {
    return first;
  }
}
