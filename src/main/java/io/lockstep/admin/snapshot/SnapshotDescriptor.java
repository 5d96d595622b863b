package io.lockstep.admin.snapshot;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * A file that holds the data of a moment.
 *
 * @param madeAtMs when it was last written
 * @param loadedAtStart whether it is the one that the node is loaded from when it starts
 * @param keptBeforeResync whether it is data that a full resync was about to replace by far less
 */
public record SnapshotDescriptor(
    String name,
    long bytes,
    @JsonProperty("made_at_ms") long madeAtMs,
    @JsonProperty("loaded_at_start") boolean loadedAtStart,
    @JsonProperty("kept_before_resync") boolean keptBeforeResync) {}
