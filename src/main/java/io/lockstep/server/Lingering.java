package io.lockstep.server;

import io.netty.channel.SelectStrategy;
import io.netty.util.IntSupplier;

/**
 * Has a loop look for input a while longer before it sleeps: a core that fell asleep takes longer
 * to wake than a client to ask again, above all on a virtual machine. Where looking found nothing,
 * it is left out for the next sleeps, twice as many each time, so that an idle node stays idle.
 */
final class Lingering implements SelectStrategy {

  private static final int MOST_SKIPPED = 256;

  private final long lingerNanos;
  private int skipping; // sleeps that are left without a look
  private int skippedAtOnce; // 0, or how many were after the last vain look

  Lingering(long lingerNanos) {
    this.lingerNanos = lingerNanos;
  }

  @Override
  public int calculateStrategy(IntSupplier readyNow, boolean hasTasks) throws Exception {
    if (hasTasks) {
      return readyNow.get();
    }
    if (lingerNanos == 0) {
      return SELECT;
    }
    if (skipping > 0) {
      skipping--;
      return SELECT;
    }
    return linger(readyNow);
  }

  private int linger(IntSupplier readyNow) throws Exception {
    long beganNanos = System.nanoTime();
    do {
      int ready = readyNow.get();
      if (ready > 0) {
        skippedAtOnce = 0;
        return ready;
      }
    } while (System.nanoTime() - beganNanos < lingerNanos);
    skippedAtOnce = Math.clamp(2L * skippedAtOnce, 1, MOST_SKIPPED);
    skipping = skippedAtOnce;
    return SELECT;
  }
}
