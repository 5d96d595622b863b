package io.lockstep.admin;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.lockstep.engine.EngineView.ReplicaView;
import org.jspecify.annotations.Nullable;

/**
 * A replica of this node.
 *
 * @param state Redis' name: {@code wait_bgsave}, {@code send_bulk} or {@code online}
 * @param offset the last offset it acknowledged
 * @param lagBytes bytes of the stream that it has not acknowledged
 * @param lagMs for how long it has been behind; 0 when it is level, −1 before its first
 *     acknowledgement
 * @param ackAgeMs since when it has not acknowledged; −1 before its first
 * @param unsentBytes bytes of the stream not yet handed to its socket
 * @param sync how it was last synchronized
 */
public record ReplicaDescriptor(
    @JsonProperty("client_id") long clientId,
    String ip,
    int port,
    String state,
    long offset,
    @JsonProperty("lag_bytes") long lagBytes,
    @JsonProperty("lag_ms") long lagMs,
    @JsonProperty("ack_age_ms") long ackAgeMs,
    @JsonProperty("unsent_bytes") long unsentBytes,
    @Nullable SyncDescriptor sync) {

  static ReplicaDescriptor of(ReplicaView replica) {
    return new ReplicaDescriptor(
        replica.clientId(),
        replica.ip(),
        replica.port(),
        replica.state(),
        replica.ackOffset(),
        replica.lagBytes(),
        replica.lagMs(),
        replica.ackAgeMs(),
        replica.unsentBytes(),
        SyncDescriptor.ofNullable(replica.sync()));
  }
}
