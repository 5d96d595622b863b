package io.lockstep.admin;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.lockstep.engine.EngineView.BacklogView;

/**
 * The part of the stream that is retained.
 *
 * @param active whether a backlog exists
 * @param firstOffset the offset of the first byte retained
 * @param endOffset the offset that the next byte will have
 * @param sizeLimit how many bytes are to be retained
 */
public record WindowDescriptor(
    boolean active,
    @JsonProperty("first_offset") long firstOffset,
    @JsonProperty("end_offset") long endOffset,
    @JsonProperty("size_limit") long sizeLimit) {

  static WindowDescriptor of(BacklogView backlog) {
    return new WindowDescriptor(
        backlog.isActive(),
        backlog.firstOffset(),
        backlog.firstOffset() + backlog.length(),
        backlog.sizeLimit());
  }
}
