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

  private final Runnable stop;
  private @Nullable String first;

  Faults(Runnable stop) {
    this.stop = stop;
  }

  /** Stops the engine for this reason; later ones are ignored. */
  void stop(Throwable cause) {
    if (first == null) {
      first = String.valueOf(cause);
      LOG.error("The engine is stopped by a broken invariant: {}", first, cause);
      stop.run();
    }
  }

  /** Why the engine stopped; null while it is well. */
  @Nullable String first() {
    return first;
  }
}
