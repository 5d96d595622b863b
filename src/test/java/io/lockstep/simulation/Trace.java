package io.lockstep.simulation;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;

/** What happened in a world: a hash of all of it, and the last events in words. */
final class Trace {

  private static final int KEPT = 120;

  private record Line(long ageUs, String who, String what, long number) {

    String text() {
      return String.format(Locale.ROOT, "%12.6f  %-9s %s %d", ageUs / 1e6, who, what, number);
    }
  }

  private final SimulatedClock clock;
  private final Deque<Line> last = new ArrayDeque<>();
  private long hash = 1;
  private long count;

  Trace(SimulatedClock clock) {
    this.clock = clock;
  }

  void note(String who, String what, long number) {
    Line line = new Line(clock.ageUs(), who, what, number);
    hash = mix(mix(mix(mix(hash, line.ageUs), who.hashCode()), what.hashCode()), number);
    count++;
    last.add(line);
    if (last.size() > KEPT) {
      last.remove();
    }
  }

  private static long mix(long hash, long value) {
    long mixed = (hash ^ value) * 0x9E3779B97F4A7C15L;
    return mixed ^ (mixed >>> 29);
  }

  long hash() {
    return hash;
  }

  long count() {
    return count;
  }

  /** The last events, oldest first. */
  String text() {
    StringBuilder text = new StringBuilder();
    last.forEach(line -> text.append(line.text()).append('\n'));
    return text.toString();
  }
}
