package io.lockstep.replication.downstream;

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
public record ReplicaStep(ReplicaState next, List<ReplicaAction> actions, String cause) {

  static ReplicaStep stay(ReplicaState state, ReplicaAction... actions) {
    return new ReplicaStep(state, List.of(actions), "");
  }

  static ReplicaStep to(ReplicaState next, String cause, ReplicaAction... actions) {
    return new ReplicaStep(next, List.of(actions), cause);
  }

  static ReplicaStep drop(ReplicaState state, String reason, ReplicaAction... before) {
    List<ReplicaAction> actions = new ArrayList<>(List.of(before));
    actions.add(new ReplicaAction.Drop(reason));
    return new ReplicaStep(
        new ReplicaState.Dropped(state.profile(), state.offset(), reason),
        List.copyOf(actions),
        reason);
  }

  /** The change of the public state, if there was one. */
  public Optional<Transition> transition(ReplicaState before, long nowMs) {
    return before.name().equals(next.name())
        ? Optional.empty()
        : Optional.of(new Transition(nowMs, before.name(), next.name(), cause, next.offset()));
  }
}
