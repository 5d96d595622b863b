package io.lockstep.command.subscription;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The channels, or the patterns, that somebody has subscribed to; one that nobody hears is
 * forgotten.
 *
 * @param <S> who can subscribe
 */
public final class Topics<S> {

  private final Map<Name, Topic<S>> byName = new LinkedHashMap<>();
  private final Name probe = Name.probe();

  /** Adds a subscriber to a topic. */
  public void subscribe(S subscriber, Name name) {
    byName.computeIfAbsent(name, Topic::new).add(subscriber);
  }

  /** Takes a subscriber from a topic. */
  public void unsubscribe(S subscriber, Name name) {
    Topic<S> topic = byName.get(name);
    if (topic != null && !topic.remove(subscriber)) {
      byName.remove(name);
    }
  }

  /** The topic of this name, if anybody hears it. */
  public @Nullable Topic<S> find(byte[] bytes, int start, int length) {
    if (byName.isEmpty()) {
      return null;
    }
    probe.point(bytes, start, length);
    return byName.get(probe);
  }

  /** All that anybody hears. */
  public Collection<Topic<S>> all() {
    return Collections.unmodifiableCollection(byName.values());
  }

  public int count() {
    return byName.size();
  }

  public boolean isEmpty() {
    return byName.isEmpty();
  }
}
