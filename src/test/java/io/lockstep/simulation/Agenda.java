package io.lockstep.simulation;

import java.util.Comparator;
import java.util.PriorityQueue;

/** What is to happen, in the order of virtual time; what is due at once, in the order it came. */
final class Agenda {

  private record Entry(long atUs, long number, Runnable task) {}

  private final PriorityQueue<Entry> entries =
      new PriorityQueue<>(Comparator.comparingLong(Entry::atUs).thenComparingLong(Entry::number));
  private final SimulatedClock clock;
  private long number;

  Agenda(SimulatedClock clock) {
    this.clock = clock;
  }

  SimulatedClock clock() {
    return clock;
  }

  void after(long delayUs, Runnable task) {
    at(clock.nowUs() + delayUs, task);
  }

  void at(long us, Runnable task) {
    entries.add(new Entry(us, number++, task));
  }

  /** Does what is next; false if there is nothing left. */
  boolean proceed() {
    Entry next = entries.poll();
    if (next == null) {
      return false;
    }
    clock.advanceTo(next.atUs());
    next.task().run();
    return true;
  }
}
