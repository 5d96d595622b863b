package io.lockstep.replication;

import java.util.ArrayDeque;
import java.util.List;

/** The latest transitions of a link, oldest first. */
public final class TransitionLog {
  private final int capacity;
  private final ArrayDeque<Transition> kept = new ArrayDeque<>(); // size <= capacity
  private long recorded; // kept.size <= recorded

  public TransitionLog(int capacity) {
    if (capacity < 1) {
      throw new IllegalArgumentException("A transition log holds at least one transition");
    }
    this.capacity = capacity;
  }

  public void record(Transition transition) {
    if (kept.size() == capacity) {
      kept.removeFirst();
    }
    kept.addLast(transition);
    recorded++;
  }

  public List<Transition> latest() {
    return List.copyOf(kept);
  }

  /** How many there have been, kept or not. */
  public long recorded() {
    return recorded;
  }
}
