package io.lockstep.command.parameter;

import static io.lockstep.command.parameter.Parameter.choice;
import static io.lockstep.command.parameter.Parameter.number;
import static io.lockstep.command.parameter.Parameter.optionalText;
import static io.lockstep.command.parameter.Parameter.row;
import static io.lockstep.command.parameter.Parameter.yesNo;
import static io.lockstep.command.parameter.Trait.DENIED_WHILE_LOADING;
import static io.lockstep.command.parameter.Trait.IMMUTABLE;
import static io.lockstep.command.parameter.Trait.SENSITIVE;

import io.lockstep.command.parameter.value.MasterAddress;
import io.lockstep.command.parameter.value.MasterAddressType;
import io.lockstep.command.parameter.value.MemoryType;
import java.util.List;
import java.util.Optional;

/** Being a replica and having replicas; times are in seconds. */
public final class ReplicationParameters {
  private static final long INT_MAX = Integer.MAX_VALUE;
  private static final long SMALLEST_BACKLOG = 16 << 10;

  public static final Parameter<Optional<MasterAddress>> REPLICAOF =
      row("replicaof", new MasterAddressType(), Optional.<MasterAddress>empty())
          .alias("slaveof")
          .with(IMMUTABLE);
  public static final Parameter<String> MASTERUSER = optionalText("masteruser").with(SENSITIVE);
  public static final Parameter<String> MASTERAUTH = optionalText("masterauth").with(SENSITIVE);
  public static final Parameter<Boolean> REPLICA_SERVE_STALE_DATA =
      yesNo("replica-serve-stale-data", true).alias("slave-serve-stale-data");
  public static final Parameter<Boolean> REPLICA_READ_ONLY =
      yesNo("replica-read-only", true).alias("slave-read-only");
  public static final Parameter<Boolean> REPLICA_LAZY_FLUSH =
      yesNo("replica-lazy-flush", false).alias("slave-lazy-flush");
  public static final Parameter<Boolean> REPLICA_IGNORE_MAXMEMORY =
      yesNo("replica-ignore-maxmemory", true).alias("slave-ignore-maxmemory");
  public static final Parameter<Boolean> REPLICA_IGNORE_DISK_WRITE_ERRORS =
      yesNo("replica-ignore-disk-write-errors", false);
  public static final Parameter<Long> REPLICA_PRIORITY =
      number("replica-priority", 100, 0, INT_MAX).alias("slave-priority");
  public static final Parameter<Boolean> REPLICA_ANNOUNCED = yesNo("replica-announced", true);
  public static final Parameter<String> REPLICA_ANNOUNCE_IP =
      optionalText("replica-announce-ip").alias("slave-announce-ip");
  public static final Parameter<Long> REPLICA_ANNOUNCE_PORT =
      number("replica-announce-port", 0, 0, 65535).alias("slave-announce-port");
  public static final Parameter<Long> REPL_PING_REPLICA_PERIOD =
      number("repl-ping-replica-period", 10, 1, INT_MAX).alias("repl-ping-slave-period");
  public static final Parameter<Long> REPL_TIMEOUT = number("repl-timeout", 60, 1, INT_MAX);
  public static final Parameter<Boolean> REPL_DISABLE_TCP_NODELAY =
      yesNo("repl-disable-tcp-nodelay", false);
  public static final Parameter<Boolean> REPL_DISKLESS_SYNC = yesNo("repl-diskless-sync", true);
  public static final Parameter<Long> REPL_DISKLESS_SYNC_DELAY =
      number("repl-diskless-sync-delay", 5, 0, INT_MAX);
  public static final Parameter<Long> REPL_DISKLESS_SYNC_MAX_REPLICAS =
      number("repl-diskless-sync-max-replicas", 0, 0, INT_MAX);

  /**
   * Changes nothing: a snapshot is decoded as it comes in, into a keyspace of its own, and swapped
   * in once it is whole. {@link OwnParameters#REPLICA_SWAP_MAX_MEMORY} is for those without room.
   */
  public static final Parameter<String> REPL_DISKLESS_LOAD =
      choice("repl-diskless-load", "disabled", "disabled", "on-empty-db", "swapdb")
          .with(DENIED_WHILE_LOADING);

  public static final Parameter<Long> REPL_BACKLOG_SIZE =
      row("repl-backlog-size", MemoryType.raisedTo(SMALLEST_BACKLOG), 1L << 20);
  public static final Parameter<Long> REPL_BACKLOG_TTL =
      number("repl-backlog-ttl", 3600, 0, Long.MAX_VALUE);
  public static final Parameter<Long> MIN_REPLICAS_TO_WRITE =
      number("min-replicas-to-write", 0, 0, INT_MAX).alias("min-slaves-to-write");
  public static final Parameter<Long> MIN_REPLICAS_MAX_LAG =
      number("min-replicas-max-lag", 10, 0, INT_MAX).alias("min-slaves-max-lag");
  public static final Parameter<String> PROPAGATION_ERROR_BEHAVIOR =
      choice("propagation-error-behavior", "ignore", "ignore", "panic", "panic-on-replicas");

  /** Every row, in the order of CONFIG GET. */
  static final List<Parameter<?>> ALL =
      List.of(
          REPLICAOF,
          MASTERUSER,
          MASTERAUTH,
          REPLICA_SERVE_STALE_DATA,
          REPLICA_READ_ONLY,
          REPLICA_LAZY_FLUSH,
          REPLICA_IGNORE_MAXMEMORY,
          REPLICA_IGNORE_DISK_WRITE_ERRORS,
          REPLICA_PRIORITY,
          REPLICA_ANNOUNCED,
          REPLICA_ANNOUNCE_IP,
          REPLICA_ANNOUNCE_PORT,
          REPL_PING_REPLICA_PERIOD,
          REPL_TIMEOUT,
          REPL_DISABLE_TCP_NODELAY,
          REPL_DISKLESS_SYNC,
          REPL_DISKLESS_SYNC_DELAY,
          REPL_DISKLESS_SYNC_MAX_REPLICAS,
          REPL_DISKLESS_LOAD,
          REPL_BACKLOG_SIZE,
          REPL_BACKLOG_TTL,
          MIN_REPLICAS_TO_WRITE,
          MIN_REPLICAS_MAX_LAG,
          PROPAGATION_ERROR_BEHAVIOR);

  private ReplicationParameters() {}
}
