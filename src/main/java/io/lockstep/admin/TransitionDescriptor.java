package io.lockstep.admin;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.lockstep.engine.EngineView.TransitionView;

/**
 * One step of a link from a state to the next.
 *
 * @param link {@code upstream} or the replica's address
 * @param cause why it happened
 * @param offset the node's offset at that moment
 */
public record TransitionDescriptor(
    @JsonProperty("at_ms") long atMs,
    String link,
    String from,
    String to,
    String cause,
    long offset) {

  static TransitionDescriptor of(TransitionView transition) {
    return new TransitionDescriptor(
        transition.atMs(),
        transition.link(),
        transition.from(),
        transition.to(),
        transition.cause(),
        transition.offset());
  }
}
