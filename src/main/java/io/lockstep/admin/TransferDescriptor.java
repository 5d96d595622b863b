package io.lockstep.admin;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.lockstep.engine.EngineView.TransferView;
import org.jspecify.annotations.Nullable;

/**
 * A full resync that is going on.
 *
 * @param totalBytes the payload's size; −1 when the master streams it
 */
public record TransferDescriptor(
    @JsonProperty("total_bytes") long totalBytes,
    @JsonProperty("read_bytes") long readBytes,
    @JsonProperty("keys_loaded") long keysLoaded,
    @JsonProperty("started_at_ms") long startedAtMs) {

  static @Nullable TransferDescriptor ofNullable(@Nullable TransferView transfer) {
    return transfer == null ? null : of(transfer);
  }

  private static TransferDescriptor of(TransferView transfer) {
    return new TransferDescriptor(
        transfer.totalBytes(), transfer.readBytes(), transfer.keysLoaded(), transfer.startedAtMs());
  }
}
