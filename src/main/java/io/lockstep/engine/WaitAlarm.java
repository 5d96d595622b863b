package io.lockstep.engine;

import io.lockstep.command.Node;

/** Rings when the first of the clients that wait for keys has waited long enough. */
final class WaitAlarm {

  private static final long NEVER = Long.MAX_VALUE;

  /** A timer of the loop takes no longer delay than this; it is set anew then. */
  private static final long MAX_DELAY_MS = 24L * 3600 * 1_000;

  private final EngineLoop loop;
  private final Node node;
  private final Runnable ring;
  private long setForMs = NEVER;

  WaitAlarm(EngineLoop loop, Node node, Runnable ring) {
    this.loop = loop;
    this.node = node;
    this.ring = ring;
  }

  /** Somebody has begun to wait; the alarm is set if that is over before all others are. */
  void set() {
    long firstMs = node.keyWaits().firstUntilMs();
    if (firstMs < setForMs) {
      setForMs = firstMs;
      long delayMs = firstMs - node.nowMs() + 1; // it is over when its last millisecond is past
      loop.after(Math.clamp(delayMs, 1, MAX_DELAY_MS), () -> due(firstMs));
    }
  }

  /** An alarm that an earlier one has replaced is not heard. */
  private void due(long atMs) {
    if (atMs == setForMs) {
      setForMs = NEVER;
      node.refreshNow();
      ring.run();
      set();
    }
  }
}
