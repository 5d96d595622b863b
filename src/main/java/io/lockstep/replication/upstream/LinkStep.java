package io.lockstep.replication.upstream;

import io.lockstep.replication.Transition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The outcome of one event.
 *
 * @param next the state from now on
 * @param actions what the engine does, in order
 * @param cause why the state is another one, in words
 */
public record LinkStep(LinkState next, List<LinkAction> actions, String cause) {

  static LinkStep stay(LinkState state, LinkAction... actions) {
    return new LinkStep(state, List.of(actions), "");
  }

  static LinkStep to(LinkState next, String cause, LinkAction... actions) {
    return new LinkStep(next, List.of(actions), cause);
  }

  LinkStep after(List<LinkAction> before) {
    var all = new ArrayList<>(before);
    all.addAll(actions);
    return new LinkStep(next, List.copyOf(all), cause);
  }

  LinkStep after(LinkAction... before) {
    return after(List.of(before));
  }

  /** The change of the public state, if there was one. */
  public Optional<Transition> transition(LinkState before, long nowMs) {
    return before.name() == next.name()
        ? Optional.empty()
        : Optional.of(
            new Transition(nowMs, before.name().name(), next.name().name(), cause, next.offset()));
  }
}
