package io.lockstep.engine;

import static io.lockstep.command.parameter.PersistenceParameters.RDBCHECKSUM;
import static io.lockstep.command.parameter.PersistenceParameters.RDBCOMPRESSION;
import static io.lockstep.command.parameter.PersistenceParameters.RDB_KEY_SAVE_DELAY;
import static io.lockstep.command.parameter.ServerParameters.DIR;

import io.lockstep.command.Node;
import io.lockstep.engine.saving.DumpForm;
import io.lockstep.rdb.RdbWriteOptions;
import io.lockstep.replication.History;
import io.lockstep.replication.ReplicationLog;
import io.lockstep.replication.downstream.Patience;
import io.lockstep.replication.downstream.ReplicaProfile;
import io.lockstep.replication.downstream.SnapshotGathering;
import io.lockstep.replication.downstream.SnapshotKind;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;

/**
 * The snapshots that are on their way to replicas. A second may begin beside a first, so nobody
 * waits for the slowest of others.
 */
final class SnapshotRuns {

  private final Node node;
  private final EngineLoop loop;
  private final Executor background;
  private final PayloadVersions versions;
  private final LongSupplier nanoClock;
  private final DumpForm form;
  private final List<SnapshotRun> runs = new ArrayList<>();
  private int spooled;
  private long lastOpenNanos = -1;
  private long lastOpenedMs = SnapshotGathering.NEVER;

  SnapshotRuns(Node node, EngineLoop loop, Executor background, LongSupplier nanoClock) {
    this.node = node;
    this.loop = loop;
    this.background = background;
    this.versions = new PayloadVersions(node);
    this.nanoClock = nanoClock;
    this.form = new DumpForm(node);
  }

  /** How many are going on. */
  int count() {
    return runs.size();
  }

  /** The error for a replica that cannot hold the data of this moment, if so it is. */
  Optional<String> refusal(ReplicaLink link) {
    return versions.refusal(link.state().profile());
  }

  /**
   * Opens a snapshot of this moment for these replicas; {@link #start} sets it going. What it takes
   * is put together first, so that nothing can fail once it is open.
   */
  SnapshotRun open(SnapshotKind kind, List<ReplicaLink> links, SnapshotRun.Outcome outcome) {
    SnapshotRun run = new SnapshotRun(order(kind, links), links, loop, outcome);
    long before = nanoClock.getAsLong();
    run.open(node.keyspace());
    lastOpenNanos = nanoClock.getAsLong() - before;
    lastOpenedMs = node.nowMs();
    runs.add(run);
    return run;
  }

  private SnapshotOrder order(SnapshotKind kind, List<ReplicaLink> links) {
    ReplicationLog log = node.replication().log();
    return new SnapshotOrder(
        kind,
        log.replid(),
        log.offset(),
        form.headerForReplica(),
        options(links),
        History.randomReplid(node.random()),
        spoolPath(),
        node.parameters().get(RDB_KEY_SAVE_DELAY));
  }

  /** The first snapshot of a process takes long as its classes are loaded, so nobody gets it. */
  void warm() {
    node.keyspace().openSnapshot().close();
  }

  private RdbWriteOptions options(List<ReplicaLink> receivers) {
    boolean isOwnForm = receivers.stream().allMatch(ReplicaLink::takesLockstepSnapshot);
    return form.withAccess(RdbWriteOptions.usual())
        .withVersion(versions.of(receivers.getFirst().state().profile())) // all read the same
        .withCompression(node.parameters().get(RDBCOMPRESSION) && !isOwnForm)
        .withChecksum(node.parameters().get(RDBCHECKSUM))
        .withKeys(receivers.getFirst().filter().hasKeys()) // what they share
        .forLockstep(isOwnForm);
  }

  private Path spoolPath() {
    String name =
        "temp-repl-%s-%d-%d.rdb".formatted(node.runId().substring(0, 12), node.nowMs(), ++spooled);
    return Path.of(node.parameters().get(DIR), name);
  }

  /** Starts to encode what was opened. */
  void start(SnapshotRun run) {
    run.start(background);
  }

  /** A run has come to its end. */
  void ended(SnapshotRun run) {
    runs.remove(run);
  }

  /** A run of the same history that a newcomer may still share. */
  Optional<SnapshotRun> joinableBy(ReplicaProfile newcomer) {
    String replid = node.replication().log().replid();
    return runs.stream()
        .filter(run -> run.order().replid().equals(replid) && run.mayJoin(newcomer))
        .findFirst();
  }

  /** A replica is gone. */
  void leave(ReplicaLink link) {
    List.copyOf(runs).forEach(run -> run.leave(link));
  }

  /** Looks at who is slow; {@code areAwaited} if replicas wait for a run to end. */
  void tick(Patience patience, boolean areAwaited) {
    List.copyOf(runs).forEach(run -> run.tick(patience, areAwaited, node.nowMs()));
  }

  /** When the last snapshot for replicas was opened, or {@link SnapshotGathering#NEVER}. */
  long lastOpenedMs() {
    return lastOpenedMs;
  }

  /** What opening the last snapshot took; −1 before the first. */
  long lastOpenNanos() {
    return lastOpenNanos;
  }
}
