package io.lockstep.admin;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.lockstep.engine.EngineView;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How the node stands in replication.
 *
 * @param role {@code master} or {@code replica}
 * @param replState Redis' name of the state of the link to the master, {@code NONE} on a master
 * @param nodeId the run id, new at each start
 * @param offset the last byte of the stream produced or applied
 * @param shrink the last full resync that left far less than there was; null if there was none
 * @param fault what stopped the engine; null while it is well
 */
public record ReplicationDescriptor(
    @JsonProperty("at_ms") long atMs,
    String role,
    @JsonProperty("repl_state") String replState,
    @JsonProperty("node_id") String nodeId,
    int port,
    String replid,
    String replid2,
    @JsonProperty("second_offset") long secondOffset,
    long offset,
    @Nullable LinkDescriptor link,
    @JsonProperty("last_sync") @Nullable SyncDescriptor lastSync,
    @Nullable TransferDescriptor transfer,
    @JsonProperty("connected_replicas") int connectedReplicas,
    @Nullable ShrinkDescriptor shrink,
    @Nullable String fault) {

  static ReplicationDescriptor of(EngineView view) {
    var upstream = view.upstream();
    var history = view.history();
    return new ReplicationDescriptor(
        view.atMs(),
        view.role().name().toLowerCase(Locale.ROOT),
        upstream == null ? "NONE" : upstream.replState(),
        view.nodeId(),
        view.port(),
        history.replid(),
        history.replid2(),
        history.secondOffset(),
        history.offset(),
        upstream == null ? null : LinkDescriptor.of(upstream),
        upstream == null ? null : SyncDescriptor.ofNullable(upstream.lastSync()),
        upstream == null ? null : TransferDescriptor.ofNullable(upstream.transfer()),
        view.replicas().size(),
        ShrinkDescriptor.ofNullable(view.shrink()),
        view.fault());
  }
}
