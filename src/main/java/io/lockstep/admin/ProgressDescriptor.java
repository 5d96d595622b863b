package io.lockstep.admin;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.lockstep.engine.EngineView.ProgressView;
import org.jspecify.annotations.Nullable;

/**
 * How far a work with all of the data has got. What is not known is −1.
 *
 * @param endedAtMs when it ended; −1 while it goes on
 * @param totalBytes how many bytes there will be; nobody knows where they are streamed or written
 * @param totalKeys how many keys were announced so far
 * @param bytesPerSecond the mean since it began
 * @param etaSeconds how long the rest takes at that speed
 * @param outcome {@code ok}, or why it has not succeeded; null while it goes on
 */
public record ProgressDescriptor(
    @JsonProperty("began_at_ms") long beganAtMs,
    @JsonProperty("ended_at_ms") long endedAtMs,
    long bytes,
    @JsonProperty("total_bytes") long totalBytes,
    long keys,
    @JsonProperty("total_keys") long totalKeys,
    @JsonProperty("bytes_per_second") long bytesPerSecond,
    @JsonProperty("eta_seconds") long etaSeconds,
    @Nullable String outcome) {

  static @Nullable ProgressDescriptor ofNullable(@Nullable ProgressView progress) {
    return progress == null ? null : of(progress);
  }

  private static ProgressDescriptor of(ProgressView progress) {
    return new ProgressDescriptor(
        progress.beganAtMs(),
        progress.endedAtMs(),
        progress.bytes(),
        progress.totalBytes(),
        progress.keys(),
        progress.totalKeys(),
        progress.bytesPerSecond(),
        progress.etaSeconds(),
        progress.outcome());
  }
}
