package io.lockstep.engine;

import java.util.function.BooleanSupplier;

/**
 * Work that goes on in portions, as fast as clients leave room between them, until none is left.
 */
final class Portions {

  private final EngineLoop loop;
  private final BooleanSupplier portion;
  private boolean isGoing;

  /**
   * Work that has not begun.
   *
   * @param portion does some of it, and tells whether there may be more
   */
  Portions(EngineLoop loop, BooleanSupplier portion) {
    this.loop = loop;
    this.portion = portion;
  }

  /**
   * Does the next portion now, unless that is to come by itself: in the next turn, as a task of the
   * present one would come before the sockets do.
   */
  void go() {
    if (!isGoing && portion.getAsBoolean()) {
      isGoing = true;
      loop.after(0, this::goOn);
    }
  }

  private void goOn() {
    isGoing = false;
    go();
  }
}
