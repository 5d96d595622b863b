package io.lockstep.admin;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.lockstep.engine.EngineView;
import io.lockstep.engine.EngineView.DataView;
import io.lockstep.engine.EngineView.TrafficView;
import java.util.List;

/** Everything the dashboard shows, in one event. */
public record StatusDescriptor(
    ReplicationDescriptor replication,
    List<ReplicaDescriptor> replicas,
    WindowDescriptor backlog,
    List<TransitionDescriptor> transitions,
    TrafficDescriptor traffic,
    DataDescriptor data) {

  static StatusDescriptor of(EngineView view) {
    return new StatusDescriptor(
        ReplicationDescriptor.of(view),
        view.replicas().stream().map(ReplicaDescriptor::of).toList(),
        WindowDescriptor.of(view.backlog()),
        view.transitions().stream().map(TransitionDescriptor::of).toList(),
        TrafficDescriptor.of(view.traffic()),
        DataDescriptor.of(view.data()));
  }

  /** What was counted since the start, or since CONFIG RESETSTAT. */
  public record TrafficDescriptor(
      long commands,
      @JsonProperty("connected_clients") int connectedClients,
      @JsonProperty("input_bytes") long inputBytes,
      @JsonProperty("output_bytes") long outputBytes,
      @JsonProperty("full_syncs") long fullSyncs,
      @JsonProperty("partial_syncs") long partialSyncs,
      @JsonProperty("refused_partial_syncs") long refusedPartialSyncs) {

    static TrafficDescriptor of(TrafficView traffic) {
      return new TrafficDescriptor(
          traffic.commands(),
          traffic.connectedClients(),
          traffic.inputBytes(),
          traffic.outputBytes(),
          traffic.fullSyncs(),
          traffic.partialSyncs(),
          traffic.refusedPartialSyncs());
    }
  }

  /**
   * How much is stored.
   *
   * @param maxmemory the limit in bytes; 0 for none
   */
  public record DataDescriptor(
      long keys,
      @JsonProperty("keys_with_expiry") long keysWithExpiry,
      @JsonProperty("bytes_in_use") long bytesInUse,
      @JsonProperty("bytes_reserved") long bytesReserved,
      long maxmemory) {

    static DataDescriptor of(DataView data) {
      return new DataDescriptor(
          data.keys(),
          data.keysWithExpiry(),
          data.bytesInUse(),
          data.bytesReserved(),
          data.maxmemory());
    }
  }
}
