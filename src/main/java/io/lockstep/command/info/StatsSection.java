package io.lockstep.command.info;

import io.lockstep.command.Node;
import io.lockstep.command.Subscriptions;
import io.lockstep.command.Subscriptions.Sort;
import io.lockstep.command.statistics.Statistics;
import io.lockstep.command.statistics.TrafficRates;

/** INFO's section of what was counted since the start or CONFIG RESETSTAT. */
final class StatsSection {

  private static final long MICRO_NANOS = 1_000;

  private final Statistics counts;
  private final Subscriptions subscriptions;
  private final InfoText info;

  private StatsSection(Node node, InfoText info) {
    this.counts = node.statistics();
    this.subscriptions = node.subscriptions();
    this.info = info;
  }

  static void write(Node node, InfoText info) {
    StatsSection section = new StatsSection(node, info);
    section.writeTraffic();
    section.writeSyncs();
    section.writeKeys();
    section.writeSubscriptions();
    section.writeAbsent();
    section.writeReplies();
    section.writeLoop();
    section.writeDenials();
  }

  private void writeTraffic() {
    TrafficRates rates = counts.rates();
    info.field("total_connections_received", counts.connectionsReceived);
    info.field("total_commands_processed", counts.commandsProcessed);
    info.field("instantaneous_ops_per_sec", rates.commandsPerSecond());
    info.field("total_net_input_bytes", counts.netInputBytes + counts.netReplInputBytes);
    info.field("total_net_output_bytes", counts.netOutputBytes + counts.netReplOutputBytes);
    info.field("total_net_repl_input_bytes", counts.netReplInputBytes);
    info.field("total_net_repl_output_bytes", counts.netReplOutputBytes);
    info.decimal("instantaneous_input_kbps", rates.inputKibPerSecond());
    info.decimal("instantaneous_output_kbps", rates.outputKibPerSecond());
    info.decimal("instantaneous_input_repl_kbps", rates.replicationInputKibPerSecond());
    info.decimal("instantaneous_output_repl_kbps", rates.replicationOutputKibPerSecond());
    info.field("rejected_connections", counts.rejectedConnections);
  }

  private void writeSyncs() {
    info.field("sync_full", counts.syncFull);
    info.field("sync_partial_ok", counts.syncPartialOk);
    info.field("sync_partial_err", counts.syncPartialErr);
  }

  private void writeKeys() {
    info.field("expired_keys", counts.expiredKeys);
    info.field("expired_subkeys", counts.expiredSubkeys);
    info.decimal("expired_stale_perc", 0);
    info.zeros("expired_time_cap_reached_count", "expire_cycle_cpu_milliseconds");
    info.field("evicted_keys", counts.evictedKeys);
    info.field("evicted_clients", counts.evictedClients);
    info.zeros("total_eviction_exceeded_time", "current_eviction_exceeded_time");
    info.field("keyspace_hits", counts.keyspaceHits);
    info.field("keyspace_misses", counts.keyspaceMisses);
  }

  private void writeSubscriptions() {
    info.field("pubsub_channels", subscriptions.of(Sort.CHANNEL).count());
    info.field("pubsub_patterns", subscriptions.of(Sort.PATTERN).count());
    info.field("pubsubshard_channels", subscriptions.of(Sort.SHARD_CHANNEL).count());
  }

  private void writeAbsent() {
    info.zeros(
        "latest_fork_usec",
        "total_forks",
        "migrate_cached_sockets",
        "slave_expires_tracked_keys",
        "active_defrag_hits",
        "active_defrag_misses",
        "active_defrag_key_hits",
        "active_defrag_key_misses",
        "total_active_defrag_time",
        "current_active_defrag_time",
        "tracking_total_keys",
        "tracking_total_items",
        "tracking_total_prefixes");
  }

  private void writeReplies() {
    info.field("unexpected_error_replies", counts.unexpectedErrorReplies);
    info.field("total_error_replies", counts.errorReplies);
    info.zeros("dump_payload_sanitizations");
    info.field("total_reads_processed", counts.totalReads);
    info.field("total_writes_processed", counts.totalWrites);
    info.zeros(
        "io_threaded_reads_processed",
        "io_threaded_writes_processed",
        "reply_buffer_shrinks",
        "reply_buffer_expands");
  }

  private void writeLoop() {
    info.field("eventloop_cycles", counts.eventLoopCycles);
    info.field("eventloop_duration_sum", counts.eventLoopNanos / MICRO_NANOS);
    info.field("eventloop_duration_cmd_sum", counts.commandNanos / MICRO_NANOS);
    info.field("instantaneous_eventloop_cycles_per_sec", counts.rates().cyclesPerSecond());
    info.field("instantaneous_eventloop_duration_usec", counts.rates().cycleMicros());
  }

  private void writeDenials() {
    info.field("acl_access_denied_auth", counts.aclDeniedAuth);
    info.zeros("acl_access_denied_cmd", "acl_access_denied_key", "acl_access_denied_channel");
  }
}
