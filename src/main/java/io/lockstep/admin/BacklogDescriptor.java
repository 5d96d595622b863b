package io.lockstep.admin;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * A page of the backlog.
 *
 * @param window the part of the stream that is retained
 * @param offset where the first command begins
 * @param skippedBytes how many bytes before it were passed over, because they are the rest of a
 *     command that began earlier
 * @param nextOffset where the next page begins; equal to the window's end when there is no more
 * @param commands the commands, in the order of the stream
 */
public record BacklogDescriptor(
    WindowDescriptor window,
    long offset,
    @JsonProperty("skipped_bytes") long skippedBytes,
    @JsonProperty("next_offset") long nextOffset,
    List<CommandDescriptor> commands) {}
