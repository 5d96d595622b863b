package io.lockstep.admin;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.lockstep.engine.EngineView.ShrinkView;
import org.jspecify.annotations.Nullable;

/**
 * A full resync that left far less than there was.
 *
 * @param keptIn the snapshot that holds the former data; null if it was not kept
 * @param held whether the resync waits to be confirmed, and the data is still the former
 */
public record ShrinkDescriptor(
    @JsonProperty("at_ms") long atMs,
    @JsonProperty("keys_before") long keysBefore,
    @JsonProperty("keys_after") long keysAfter,
    @JsonProperty("kept_in") @Nullable String keptIn,
    boolean held) {

  static @Nullable ShrinkDescriptor ofNullable(@Nullable ShrinkView shrink) {
    return shrink == null
        ? null
        : new ShrinkDescriptor(
            shrink.atMs(), shrink.keysBefore(), shrink.keysAfter(), shrink.file(), shrink.isHeld());
  }
}
