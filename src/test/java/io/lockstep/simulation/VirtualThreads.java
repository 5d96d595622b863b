package io.lockstep.simulation;

import java.lang.reflect.Constructor;
import java.util.concurrent.Executor;

/**
 * Virtual threads with a scheduler of our own. The JDK has the constructor for its own tests; the
 * build opens {@code java.lang} for ours.
 */
final class VirtualThreads {

  private VirtualThreads() {}

  static Thread.Builder.OfVirtual scheduledBy(Executor scheduler) {
    try {
      Constructor<?> constructor =
          Class.forName("java.lang.ThreadBuilders$VirtualThreadBuilder")
              .getDeclaredConstructor(Executor.class);
      constructor.setAccessible(true);
      return (Thread.Builder.OfVirtual) constructor.newInstance(scheduler);
    } catch (ReflectiveOperationException missing) {
      throw new IllegalStateException(
          "This JDK lets nobody schedule virtual threads; is java.lang open to tests?", missing);
    }
  }
}
