package io.lockstep.engine;

import java.util.concurrent.Executor;

/**
 * The thread that an engine lives on. The socket room has one over its event loop; simulations have
 * one over virtual time.
 */
public interface EngineLoop extends Executor {

  /**
   * Runs a task on the engine's thread after everything that is ready now.
   *
   * @throws java.util.concurrent.RejectedExecutionException once the loop has ended
   */
  @Override
  void execute(Runnable task);

  /** Runs a task on the engine's thread after a delay; after 0, in the next turn of its loop. */
  void after(long delayMs, Runnable task);

  /** Stops the thread for a while: DEBUG SLEEP. */
  void sleep(long nanos);
}
