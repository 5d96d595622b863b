package io.lockstep.admin;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.lockstep.engine.EngineView.SwapView;
import org.jspecify.annotations.Nullable;

/**
 * Whether a replica's data and the snapshot of a full resync fit beside each other.
 *
 * @param comingBytes what the snapshot was expected to take; −1 if that was not known
 * @param limitBytes what both may take together
 * @param verdict {@code beside}: the data stays until the snapshot is whole; {@code flush_first};
 *     {@code protected}: it should make room, but may be the last good copy; {@code unknown}: too
 *     little is known, so it stays
 */
public record SwapDescriptor(
    @JsonProperty("at_ms") long atMs,
    @JsonProperty("own_bytes") long ownBytes,
    @JsonProperty("coming_bytes") long comingBytes,
    @JsonProperty("limit_bytes") long limitBytes,
    String verdict) {

  static @Nullable SwapDescriptor ofNullable(@Nullable SwapView swap) {
    return swap == null
        ? null
        : new SwapDescriptor(
            swap.atMs(), swap.ownBytes(), swap.comingBytes(), swap.limitBytes(), swap.verdict());
  }
}
