package io.lockstep.command.parameter;

import java.util.Optional;

/** Puts values that were just set into effect, where that can fail: a port, a directory. */
@FunctionalInterface
public interface Applier {

  /** Nothing when the values are in effect, else the reason for which they must be taken back. */
  Optional<String> apply();
}
