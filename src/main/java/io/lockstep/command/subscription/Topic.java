package io.lockstep.command.subscription;

import io.lockstep.command.text.Glob;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * A channel or a pattern with those who have subscribed to it, the first of them first.
 *
 * @param <S> who can subscribe
 */
public final class Topic<S> {

  private final Name name;
  private final Glob glob;
  private final Set<S> subscribers = new LinkedHashSet<>();

  Topic(Name name) {
    this.name = name;
    this.glob = new Glob(name.bytes());
  }

  public Name name() {
    return name;
  }

  /** Who hears of it. */
  public Set<S> subscribers() {
    return Collections.unmodifiableSet(subscribers);
  }

  /** Whether its name, taken as a pattern, matches a channel's. */
  public boolean matches(byte[] channel, int start, int length) {
    return glob.matches(channel, start, length);
  }

  void add(S subscriber) {
    subscribers.add(subscriber);
  }

  /** False if nobody is left. */
  boolean remove(S subscriber) {
    subscribers.remove(subscriber);
    return !subscribers.isEmpty();
  }
}
