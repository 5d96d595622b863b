package io.lockstep.replication.downstream;

import io.lockstep.replication.Transition;
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

  static ReplicaStep drop(ReplicaState state, String reason) {
    return to(
        new ReplicaState.Dropped(state.profile(), reason), reason, new ReplicaAction.Drop(reason));
  }

  /** The change of the public state, if there was one. */
  public Optional<Transition> transition(ReplicaState before, long nowMs) {
    return before.name().equals(next.name())
        ? Optional.empty()
        : Optional.of(new Transition(nowMs, before.name(), next.name(), cause, next.ackOffset()));
  }
}
