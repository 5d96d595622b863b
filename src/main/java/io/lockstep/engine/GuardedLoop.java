package io.lockstep.engine;

/**
 * An engine's thread on which a task that breaks an invariant stops the engine, not just itself.
 */
final class GuardedLoop implements EngineLoop {

  private final EngineLoop loop;
  private final Faults faults;

  GuardedLoop(EngineLoop loop, Faults faults) {
    this.loop = loop;
    this.faults = faults;
  }

  @Override
  public void execute(Runnable task) {
    loop.execute(faults.guarded(task));
  }

  @Override
  public void after(long delayMs, Runnable task) {
    loop.after(delayMs, faults.guarded(task));
  }

  @Override
  public void sleep(long nanos) {
    loop.sleep(nanos);
  }
}
