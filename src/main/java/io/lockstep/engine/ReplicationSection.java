package io.lockstep.engine;

import static io.lockstep.command.parameter.ReplicationParameters.REPLICA_ANNOUNCED;
import static io.lockstep.command.parameter.ReplicationParameters.REPLICA_PRIORITY;
import static io.lockstep.command.parameter.ReplicationParameters.REPLICA_READ_ONLY;

import io.lockstep.command.Node;
import io.lockstep.command.progress.Progress;
import io.lockstep.replication.History;
import io.lockstep.replication.ReplicationLog;
import io.lockstep.replication.upstream.LinkState;
import io.lockstep.replication.upstream.ReplState;
import io.lockstep.replication.upstream.Target;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** INFO's replication section: Redis 7.2's fields in their order, and then our own. */
final class ReplicationSection {

  private static final long SECOND_MS = 1_000;
  private static final long MICRO_NANOS = 1_000;

  private final Node node;
  private final Replicator replicator;
  private final ReplicationLog log;

  ReplicationSection(Node node, Replicator replicator) {
    this.node = node;
    this.replicator = replicator;
    this.log = replicator.log();
  }

  void write(StringBuilder info) {
    Target master = replicator.master();
    field(info, "role", master == null ? "master" : "slave");
    if (master != null) {
      writeReplica(info, master);
    }
    writeReplicas(info);
    writeHistory(info);
    writeBacklog(info);
    field(info, "lockstep_resync_held", replicator.upstream().guard().isHeld() ? 1 : 0);
    writeSwap(info, replicator.upstream().room().last());
    writeProgress(info, replicator.upstream().syncs());
    field(info, "lockstep_repl_state", replicator.upstream().state().name());
    field(info, "lockstep_snapshot_open_usec", snapshotOpenMicros());
  }

  private long snapshotOpenMicros() {
    long nanos = replicator.downstream().lastSnapshotOpenNanos();
    return nanos < 0 ? -1 : nanos / MICRO_NANOS;
  }

  private void writeReplica(StringBuilder info, Target master) {
    LinkState state = replicator.upstream().state();
    LinkFacts facts = LinkFacts.of(state);
    boolean isUp = state instanceof LinkState.Connected;
    SyncHistory syncs = replicator.upstream().syncs();
    boolean isSyncing = state.name() == ReplState.TRANSFER;
    field(info, "master_host", master.host());
    field(info, "master_port", master.port());
    field(info, "master_link_status", isUp ? "up" : "down");
    field(info, "master_last_io_seconds_ago", facts.lastIoAgeMs(node.nowMs()) / SECOND_MS);
    field(info, "master_sync_in_progress", isSyncing ? 1 : 0);
    field(info, "slave_read_repl_offset", replicator.upstream().readOffset());
    field(info, "slave_repl_offset", log.offset());
    if (isSyncing) {
      writeTransfer(info, syncs, facts);
    }
    if (!isUp) {
      field(info, "master_link_down_since_seconds", facts.downAgeMs(node.nowMs()) / SECOND_MS);
    }
    field(info, "slave_priority", node.parameters().get(REPLICA_PRIORITY));
    field(info, "slave_read_only", node.parameters().get(REPLICA_READ_ONLY) ? 1 : 0);
    field(info, "replica_announced", node.parameters().get(REPLICA_ANNOUNCED) ? 1 : 0);
  }

  private void writeTransfer(StringBuilder info, SyncHistory syncs, LinkFacts facts) {
    long total = Math.max(0, syncs.totalBytes());
    long left = total == 0 ? 0 : total - syncs.readBytes();
    double percent = total == 0 ? 0 : 100.0 * syncs.readBytes() / total;
    field(info, "master_sync_total_bytes", total);
    field(info, "master_sync_read_bytes", syncs.readBytes());
    field(info, "master_sync_left_bytes", left);
    field(info, "master_sync_perc", "%.2f".formatted(percent));
    field(info, "master_sync_last_io_seconds_ago", facts.lastIoAgeMs(node.nowMs()) / SECOND_MS);
  }

  private static void writeSwap(StringBuilder info, EngineView.@Nullable SwapView swap) {
    if (swap != null) {
      field(info, "lockstep_swap_verdict", swap.verdict());
      field(info, "lockstep_swap_own_bytes", swap.ownBytes());
      field(info, "lockstep_swap_coming_bytes", swap.comingBytes());
      field(info, "lockstep_swap_limit_bytes", swap.limitBytes());
    }
  }

  private void writeProgress(StringBuilder info, SyncHistory syncs) {
    Progress work = syncs.fullResyncs(node.nowMs()).current();
    if (work != null) {
      field(info, "lockstep_sync_keys", work.keys());
      field(info, "lockstep_sync_total_keys", work.totalKeys());
      field(info, "lockstep_sync_bytes_per_sec", work.bytesPerSecond());
      field(info, "lockstep_sync_eta_seconds", work.etaSeconds());
    }
  }

  private void writeReplicas(StringBuilder info) {
    List<ReplicaLink> replicas = replicator.downstream().replicas();
    field(info, "connected_slaves", replicas.size());
    if (node.settings().minReplicas.isOn()) {
      field(info, "min_slaves_good_slaves", replicator.goodReplicas());
    }
    for (int i = 0; i < replicas.size(); i++) {
      ReplicaLink link = replicas.get(i);
      String line =
          "ip=%s,port=%d,state=%s,offset=%d,lag=%d"
              .formatted(
                  link.address(),
                  link.port(),
                  link.state().infoName(),
                  link.state().ackOffset(),
                  link.state().lagSeconds(node.nowMs()));
      field(info, "slave" + i, line);
    }
    field(info, "master_failover_state", "no-failover");
  }

  private void writeHistory(StringBuilder info) {
    History history = log.history();
    field(info, "master_replid", history.replid());
    field(info, "master_replid2", history.replid2());
    field(info, "master_repl_offset", history.offset());
    field(info, "second_repl_offset", history.secondOffset());
  }

  private void writeBacklog(StringBuilder info) {
    field(info, "repl_backlog_active", log.hasBacklog() ? 1 : 0);
    field(info, "repl_backlog_size", log.backlogBytes());
    field(info, "repl_backlog_first_byte_offset", log.hasBacklog() ? log.firstOffset() : 0);
    field(info, "repl_backlog_histlen", log.hasBacklog() ? log.histlen() : 0);
  }

  private static void field(StringBuilder info, String name, Object value) {
    info.append(name).append(':').append(value).append("\r\n");
  }
}
