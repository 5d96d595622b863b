package io.lockstep.command.waiting;

import io.lockstep.memory.RecordType;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Those who wait for one key, in the order of coming. */
final class KeyLine<W extends Waiter> {

  private final WaitingKey key;
  private final TreeMap<Long, W> byPlace = new TreeMap<>();

  /** Types that somebody waits for, or has waited for since the line began. */
  private final Set<RecordType> types = EnumSet.noneOf(RecordType.class);

  private int wakingWhenGone;

  /** Whether its key was changed and nobody has been looked at since. */
  boolean isReady;

  KeyLine(WaitingKey key) {
    this.key = key;
  }

  WaitingKey key() {
    return key;
  }

  boolean isEmpty() {
    return byPlace.isEmpty();
  }

  /** Whether somebody waits for the key's end too. */
  boolean wakesWhenGone() {
    return wakingWhenGone > 0;
  }

  void add(W waiter) {
    byPlace.put(waiter.place, waiter);
    types.add(waiter.type());
    wakingWhenGone += waiter.wakesWhenGone() ? 1 : 0;
  }

  void remove(W waiter) {
    if (byPlace.remove(waiter.place) != null) {
      wakingWhenGone -= waiter.wakesWhenGone() ? 1 : 0;
    }
  }

  /** The last place that is taken. */
  long lastPlace() {
    return isEmpty() ? Waiter.NOWHERE : byPlace.lastKey();
  }

  /** The first one behind a place, and not behind another, who wakes for what the key has now. */
  @Nullable W next(long behind, long last, @Nullable RecordType found) {
    if (!types.contains(found) && !wakesWhenGone()) {
      return null; // a long line is not walked in vain
    }
    Map.Entry<Long, W> entry = byPlace.higherEntry(behind);
    while (entry != null && !entry.getValue().wakesFor(found)) {
      entry = byPlace.higherEntry(entry.getKey());
    }
    return entry == null || entry.getKey() > last ? null : entry.getValue();
  }
}
