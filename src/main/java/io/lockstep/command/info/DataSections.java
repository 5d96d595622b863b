package io.lockstep.command.info;

import static io.lockstep.command.parameter.ClusterParameters.CLUSTER_ENABLED;

import io.lockstep.command.Node;
import io.lockstep.keyspace.Database;

/** INFO about the data: where it is saved, whose copy it is, and how much there is. */
final class DataSections {

  private static final long SECOND_MS = 1_000;

  private DataSections() {}

  static void persistence(Node node, InfoText info) {
    info.flag("loading", node.isLoading());
    info.zeros("async_loading", "current_cow_peak", "current_cow_size", "current_cow_size_age");
    info.field("current_fork_perc", "0.00");
    info.zeros("current_save_keys_processed", "current_save_keys_total");
    writeRdb(node, info);
    writeAof(info);
    info.zeros("module_fork_in_progress", "module_fork_last_cow_size");
  }

  private static void writeRdb(Node node, InfoText info) {
    info.field("rdb_changes_since_last_save", node.statistics().changes);
    info.zeros("rdb_bgsave_in_progress");
    info.field("rdb_last_save_time", node.control().startedAtMs() / SECOND_MS);
    info.field("rdb_last_bgsave_status", "ok");
    info.field("rdb_last_bgsave_time_sec", -1);
    info.field("rdb_current_bgsave_time_sec", -1);
    info.zeros(
        "rdb_saves",
        "rdb_last_cow_size",
        "rdb_last_load_keys_expired",
        "rdb_last_load_keys_loaded");
  }

  private static void writeAof(InfoText info) {
    info.zeros("aof_enabled", "aof_rewrite_in_progress", "aof_rewrite_scheduled");
    info.field("aof_last_rewrite_time_sec", -1);
    info.field("aof_current_rewrite_time_sec", -1);
    info.field("aof_last_bgrewrite_status", "ok");
    info.zeros("aof_rewrites", "aof_rewrites_consecutive_failures");
    info.field("aof_last_write_status", "ok");
    info.zeros("aof_last_cow_size");
  }

  static void replication(Node node, InfoText info) {
    node.replication().describe(info.builder());
  }

  static void cluster(Node node, InfoText info) {
    info.flag("cluster_enabled", node.parameters().get(CLUSTER_ENABLED));
  }

  static void keyspace(Node node, InfoText info) {
    for (int i = 0; i < node.keyspace().databaseCount(); i++) {
      Database database = node.keyspace().database(i);
      if (database.size() > 0) {
        info.field(
            "db" + i,
            "keys=%d,expires=%d,avg_ttl=%d"
                .formatted(database.size(), database.volatileSize(), database.averageTtlMs()));
      }
    }
  }
}
