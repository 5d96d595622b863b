package io.lockstep.command.parameter;

import static io.lockstep.command.parameter.Parameter.choice;
import static io.lockstep.command.parameter.Parameter.number;
import static io.lockstep.command.parameter.Parameter.optionalText;
import static io.lockstep.command.parameter.Parameter.row;
import static io.lockstep.command.parameter.Parameter.text;
import static io.lockstep.command.parameter.Parameter.yesNo;
import static io.lockstep.command.parameter.Trait.IMMUTABLE;

import io.lockstep.command.parameter.value.MemoryType;
import io.lockstep.command.parameter.value.StringType;
import java.util.List;

/** Redis Cluster, which Lockstep does not speak: kept and answered, and without effect. */
public final class ClusterParameters {
  private static final long INT_MAX = Integer.MAX_VALUE;

  public static final Parameter<Boolean> CLUSTER_ENABLED =
      yesNo("cluster-enabled", false).with(IMMUTABLE);

  /** Every row, in the order of CONFIG GET. */
  static final List<Parameter<?>> ALL =
      List.of(
          CLUSTER_ENABLED,
          text("cluster-config-file", "nodes.conf").with(IMMUTABLE),
          number("cluster-node-timeout", 15000, 0, Long.MAX_VALUE),
          number("cluster-port", 0, 0, 65535).with(IMMUTABLE),
          number("cluster-announce-port", 0, 0, 65535),
          number("cluster-announce-tls-port", 0, 0, 65535),
          number("cluster-announce-bus-port", 0, 0, 65535),
          optionalText("cluster-announce-ip"),
          row(
              "cluster-announce-hostname",
              StringType.optional().checkedBy(Complaints::aboutHostName),
              ""),
          row(
              "cluster-announce-human-nodename",
              StringType.optional().checkedBy(Complaints::aboutNodeName),
              ""),
          choice("cluster-preferred-endpoint-type", "ip", "ip", "hostname", "unknown-endpoint"),
          yesNo("cluster-replica-no-failover", false).alias("cluster-slave-no-failover"),
          number("cluster-replica-validity-factor", 10, 0, INT_MAX)
              .alias("cluster-slave-validity-factor"),
          number("cluster-migration-barrier", 1, 0, INT_MAX),
          yesNo("cluster-allow-replica-migration", true),
          yesNo("cluster-require-full-coverage", true),
          yesNo("cluster-allow-reads-when-down", false),
          yesNo("cluster-allow-pubsubshard-when-down", true),
          row("cluster-link-sendbuf-limit", MemoryType.unlimited(), 0L));

  private ClusterParameters() {}
}
