package io.lockstep.command.info;

import static io.lockstep.command.parameter.ClusterParameters.CLUSTER_ENABLED;

import io.lockstep.command.Node;
import io.lockstep.keyspace.Database;

/** INFO about the data: whose copy it is, and how much there is. */
final class DataSections {

  private DataSections() {}

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
