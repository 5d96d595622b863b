package io.lockstep.command.waiting;

import io.lockstep.memory.RecordType;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Who waits for which keys, and which of these keys are ready. A change of a key costs one test
 * while nobody waits.
 */
public final class WaitingRoom<W extends Waiter> {

  /*
   * A key that is changed gets its line into the queue of ready ones, once. Lines are called in
   * the order of readiness, and in a line everybody who stood in it when it was called, in the
   * order of coming. Whoever is called may leave, or stay where it is; whoever comes meanwhile is
   * behind. What the called ones change makes further lines ready, so that chains need no
   * recursion.
   */
  private final Map<WaitingKey, KeyLine<W>> lines = new HashMap<>();
  private final Deque<KeyLine<W>> ready = new ArrayDeque<>();
  private final TreeSet<W> timed =
      new TreeSet<>(
          Comparator.<W>comparingLong(Waiter::untilMs).thenComparingLong(waiter -> waiter.place));
  private long lastPlace = Waiter.NOWHERE;
  private int keysWakingWhenGone;

  // the line that is being called, and who in it was called last
  private @Nullable KeyLine<W> called;
  private long calledPlace;
  private long calledUpTo;

  /** Takes a place behind everybody else. */
  public void enter(W waiter) {
    waiter.place = ++lastPlace;
    for (WaitingKey key : waiter.keys()) {
      KeyLine<W> line = lines.computeIfAbsent(key, KeyLine::new);
      boolean woke = line.wakesWhenGone();
      line.add(waiter);
      keysWakingWhenGone += line.wakesWhenGone() && !woke ? 1 : 0;
    }
    if (waiter.untilMs() > 0) {
      timed.add(waiter);
    }
  }

  /** Gives a place up, if there is one. */
  public void leave(W waiter) {
    if (waiter.place == Waiter.NOWHERE) {
      return;
    }
    waiter.keys().forEach(key -> leave(waiter, key));
    timed.remove(waiter);
    waiter.place = Waiter.NOWHERE;
  }

  private void leave(W waiter, WaitingKey key) {
    KeyLine<W> line = lines.get(key);
    if (line == null) {
      return;
    }
    boolean woke = line.wakesWhenGone();
    line.remove(waiter);
    keysWakingWhenGone -= woke && !line.wakesWhenGone() ? 1 : 0;
    if (line.isEmpty()) {
      lines.remove(key);
    }
  }

  // ---- readiness

  /** A key was changed, whether it is there now or not. */
  public void changed(int database, byte[] bytes, int start, int length) {
    if (lines.isEmpty()) {
      return;
    }
    KeyLine<W> line = lines.get(WaitingKey.of(database, bytes, start, length));
    if (line != null) {
      changed(line);
    }
  }

  /** Every key of a database may have changed. */
  public void databaseChanged(int database) {
    for (KeyLine<W> line : lines.values()) {
      if (line.key().database() == database) {
        changed(line);
      }
    }
  }

  private void changed(KeyLine<W> line) {
    if (!line.isReady) {
      line.isReady = true;
      ready.addLast(line);
    }
  }

  /** Whether somebody may be called. */
  public boolean hasReady() {
    return called != null || !ready.isEmpty();
  }

  /**
   * Calls the next one who may find something now; null once nobody is left. Who was called before
   * has left by then, or waits on.
   *
   * @param types tells what a key has, or null if it is not there
   */
  public @Nullable W call(Function<WaitingKey, @Nullable RecordType> types) {
    while (called != null || openNext()) {
      KeyLine<W> line = called;
      W next = line == null ? null : line.next(calledPlace, calledUpTo, types.apply(line.key()));
      if (next != null) {
        calledPlace = next.place;
        return next;
      }
      called = null;
    }
    return null;
  }

  private boolean openNext() {
    KeyLine<W> next = ready.pollFirst();
    if (next == null) {
      return false;
    }
    next.isReady = false; // it may get ready again by what those in it do
    called = next;
    calledPlace = Waiter.NOWHERE;
    calledUpTo = next.lastPlace();
    return true;
  }

  // ---- time

  /** Sends the first one away who has waited long enough; null if there is none. */
  public @Nullable W expire(long nowMs) {
    if (timed.isEmpty() || timed.first().untilMs() >= nowMs) {
      return null;
    }
    W over = timed.first();
    leave(over);
    return over;
  }

  /** When the next one will have waited long enough; the largest number if none ever will. */
  public long firstUntilMs() {
    return timed.isEmpty() ? Long.MAX_VALUE : timed.first().untilMs();
  }

  // ---- counts

  /** How many keys somebody waits for. */
  public int keys() {
    return lines.size();
  }

  /** How many keys somebody waits for who is also woken by their end. */
  public int keysWakingWhenGone() {
    return keysWakingWhenGone;
  }

  /** How many wait for a limited time. */
  public int timed() {
    return timed.size();
  }
}
