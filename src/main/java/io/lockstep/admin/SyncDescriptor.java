package io.lockstep.admin;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.lockstep.engine.EngineView.LastSyncView;
import org.jspecify.annotations.Nullable;

/**
 * How a synchronization ended.
 *
 * @param kind {@code full} or {@code partial}
 * @param reason why a full resync was needed, or what was resumed
 */
public record SyncDescriptor(
    String kind,
    String reason,
    @JsonProperty("at_ms") long atMs,
    @JsonProperty("duration_ms") long durationMs,
    long bytes) {

  static @Nullable SyncDescriptor ofNullable(@Nullable LastSyncView sync) {
    return sync == null ? null : of(sync);
  }

  private static SyncDescriptor of(LastSyncView sync) {
    return new SyncDescriptor(
        sync.kind(), sync.reason(), sync.atMs(), sync.durationMs(), sync.bytes());
  }
}
