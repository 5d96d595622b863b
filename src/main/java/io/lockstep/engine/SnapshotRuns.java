package io.lockstep.engine;

import static io.lockstep.command.parameter.DataParameters.LFU_DECAY_TIME;
import static io.lockstep.command.parameter.DataParameters.MAXMEMORY_POLICY;
import static io.lockstep.command.parameter.PersistenceParameters.RDBCHECKSUM;
import static io.lockstep.command.parameter.PersistenceParameters.RDBCOMPRESSION;
import static io.lockstep.command.parameter.ServerParameters.DIR;

import io.lockstep.command.Node;
import io.lockstep.command.info.RedisVersion;
import io.lockstep.keyspace.Snapshot;
import io.lockstep.rdb.RdbAccess;
import io.lockstep.rdb.RdbHeader;
import io.lockstep.rdb.RdbWriteOptions;
import io.lockstep.rdb.ReplicationPoint;
import io.lockstep.replication.History;
import io.lockstep.replication.ReplicationLog;
import io.lockstep.replication.downstream.SnapshotKind;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Opens snapshots for replicas, one run at a time. */
final class SnapshotRuns {

  private final Node node;
  private final EngineLoop loop;
  private final Executor background;
  private final LongSupplier nanoClock;
  private @Nullable SnapshotRun current;
  private long lastOpenNanos = -1;

  SnapshotRuns(Node node, EngineLoop loop, Executor background, LongSupplier nanoClock) {
    this.node = node;
    this.loop = loop;
    this.background = background;
    this.nanoClock = nanoClock;
  }

  /** Whether a run is going on. */
  boolean isBusy() {
    return current != null;
  }

  /** Opens a snapshot of this moment for these replicas; {@link #start} sets it going. */
  Snapshot open(SnapshotKind kind, List<ReplicaLink> receivers, SnapshotRun.Outcome outcome) {
    long before = nanoClock.getAsLong();
    Snapshot snapshot = node.keyspace().openSnapshot();
    lastOpenNanos = nanoClock.getAsLong() - before;
    current =
        new SnapshotRun(
            snapshot,
            header(),
            options(receivers),
            kind,
            History.randomReplid(node.random()),
            spoolPath(),
            loop,
            receivers,
            outcome);
    return snapshot;
  }

  private RdbHeader header() {
    ReplicationLog log = node.replication().log();
    int selected = Math.max(0, node.replication().streamDatabase());
    return new RdbHeader(
        RedisVersion.TEXT,
        node.nowMs(),
        node.keyspace().bytesInUse(),
        new ReplicationPoint(selected, log.replid(), log.offset()),
        false,
        List.of());
  }

  private RdbWriteOptions options(List<ReplicaLink> receivers) {
    boolean ordered = receivers.stream().allMatch(ReplicaLink::takesHashOrder);
    return RdbWriteOptions.usual()
        .withCompression(node.parameters().get(RDBCOMPRESSION) && !ordered)
        .withChecksum(node.parameters().get(RDBCHECKSUM))
        .withHashSeed(ordered)
        .withAccess(access(), Math.toIntExact(node.parameters().get(LFU_DECAY_TIME)));
  }

  private RdbAccess access() {
    String policy = node.parameters().get(MAXMEMORY_POLICY);
    if (policy.endsWith("-lru")) {
      return RdbAccess.IDLE;
    }
    return policy.endsWith("-lfu") ? RdbAccess.FREQUENCY : RdbAccess.NONE;
  }

  private Path spoolPath() {
    String name = "temp-repl-" + node.runId().substring(0, 12) + "-" + node.nowMs() + ".rdb";
    return Path.of(node.parameters().get(DIR), name);
  }

  /** Starts to encode what was opened. */
  void start() {
    if (current != null) {
      current.start(background);
    }
  }

  /** The run that was going on has come to its end. */
  void ended() {
    current = null;
  }

  /** A replica is gone. */
  void leave(ReplicaLink link) {
    if (current != null) {
      current.leave(link);
    }
  }

  /** What opening the last snapshot took; −1 before the first. */
  long lastOpenNanos() {
    return lastOpenNanos;
  }
}
