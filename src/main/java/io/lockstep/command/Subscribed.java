package io.lockstep.command;

import io.lockstep.command.subscription.Name;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** What one client has subscribed to, the first of it first. */
public final class Subscribed {

  private static final int NAME_BYTES = 128; // a subscription without its name, about

  private final Map<Subscriptions.Sort, Set<Name>> names = new EnumMap<>(Subscriptions.Sort.class);
  private int count;
  private long nameBytes;

  /** How much it hears of all sorts. */
  int count() {
    return count;
  }

  /** How many names of a sort it hears. */
  public int count(Subscriptions.Sort sort) {
    return names(sort).size();
  }

  /** The names of a sort that it hears. */
  public Set<Name> names(Subscriptions.Sort sort) {
    return names.getOrDefault(sort, Collections.emptySet());
  }

  /** Bytes that all of it takes, about. */
  long bytes() {
    return nameBytes + (long) count * NAME_BYTES;
  }

  boolean add(Subscriptions.Sort sort, Name name) {
    boolean isNew = names.computeIfAbsent(sort, _ -> new LinkedHashSet<>()).add(name);
    if (isNew) {
      count++;
      nameBytes += name.length();
    }
    return isNew;
  }

  boolean remove(Subscriptions.Sort sort, Name name) {
    Set<Name> heard = names.get(sort);
    boolean wasThere = heard != null && heard.remove(name);
    if (wasThere) {
      count--;
      nameBytes -= name.length();
    }
    return wasThere;
  }

  void clear() {
    names.clear();
    count = 0;
    nameBytes = 0;
  }
}
