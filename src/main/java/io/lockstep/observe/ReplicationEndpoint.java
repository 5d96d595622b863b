package io.lockstep.observe;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.lockstep.engine.EngineView;
import io.lockstep.engine.EngineView.LastSyncView;
import io.lockstep.engine.EngineView.ReplicaView;
import io.lockstep.engine.EngineView.UpstreamView;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;

/** The Actuator endpoint {@code replication}: how the node and its replicas stand. */
@Endpoint(id = "replication")
public final class ReplicationEndpoint {
  private final Supplier<EngineView> views;

  public ReplicationEndpoint(Supplier<EngineView> views) {
    this.views = views;
  }

  @ReadOperation
  public ReplicationSummary replication() {
    return ReplicationSummary.of(views.get());
  }

  /** The node's replication at one moment. */
  public record ReplicationSummary(
      String role,
      @JsonProperty("repl_state") String replState,
      String replid,
      long offset,
      @Nullable String master,
      @JsonProperty("last_sync") @Nullable String lastSync,
      List<ReplicaSummary> replicas,
      @Nullable String fault) {

    static ReplicationSummary of(EngineView view) {
      var upstream = view.upstream();
      return new ReplicationSummary(
          RoleNames.of(view),
          RoleNames.replState(view),
          view.history().replid(),
          view.history().offset(),
          upstream == null ? null : upstream.host() + ":" + upstream.port(),
          upstream == null ? null : lastSync(upstream),
          view.replicas().stream().map(ReplicaSummary::of).toList(),
          view.fault());
    }

    private static @Nullable String lastSync(UpstreamView upstream) {
      LastSyncView sync = upstream.lastSync();
      return sync == null ? null : sync.kind() + ": " + sync.reason();
    }
  }

  /** A replica and how far it is behind. */
  public record ReplicaSummary(
      String address,
      String state,
      @JsonProperty("lag_bytes") long lagBytes,
      @JsonProperty("lag_ms") long lagMs) {

    static ReplicaSummary of(ReplicaView replica) {
      return new ReplicaSummary(
          replica.ip() + ":" + replica.port(),
          replica.state(),
          replica.lagBytes(),
          replica.lagMs());
    }
  }
}
