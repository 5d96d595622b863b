package io.lockstep.engine;

import static io.lockstep.command.parameter.PersistenceParameters.DBFILENAME;
import static io.lockstep.command.parameter.ServerParameters.DIR;

import io.lockstep.command.Node;
import io.lockstep.command.Saving;
import io.lockstep.command.progress.LongWork;
import io.lockstep.command.progress.Progress;
import io.lockstep.command.statistics.Statistics;
import io.lockstep.engine.saving.ShrinkGuard;
import io.lockstep.keyspace.Keyspace;
import io.lockstep.replication.History;
import io.lockstep.replication.ReplicationLog;
import io.lockstep.replication.upstream.LinkState;
import io.lockstep.replication.upstream.Target;
import java.util.List;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/** Draws the picture that people see and puts it where every thread finds it. */
final class ViewPublisher {

  private final Node node;
  private final Replicator replicator;
  private final LinkTransitions transitions;
  private final SnapshotRuns runs;
  private final Faults faults;
  private final IntSupplier port;
  private volatile @Nullable EngineView view;

  ViewPublisher(
      Node node,
      Replicator replicator,
      LinkTransitions transitions,
      SnapshotRuns runs,
      Faults faults,
      IntSupplier port) {
    this.node = node;
    this.replicator = replicator;
    this.transitions = transitions;
    this.runs = runs;
    this.faults = faults;
    this.port = port;
  }

  /** The latest picture; the first is there before the node serves anybody. */
  EngineView latest() {
    EngineView latest = view;
    if (latest == null) {
      throw new IllegalStateException("The engine has not started yet.");
    }
    return latest;
  }

  /** Draws a new picture. */
  void publish() {
    History history = replicator.log().history();
    Target master = replicator.master();
    view =
        new EngineView(
            node.nowMs(),
            node.runId(),
            port.getAsInt(),
            master == null ? EngineView.Role.MASTER : EngineView.Role.REPLICA,
            new EngineView.HistoryView(
                history.replid(), history.replid2(), history.secondOffset(), history.offset()),
            master == null ? null : upstream(master),
            replicas(),
            backlog(),
            transitions.latest(),
            traffic(),
            data(),
            works(),
            file(),
            shrink(replicator.upstream().guard().last()),
            faults.first());
  }

  private EngineView.UpstreamView upstream(Target master) {
    Upstream upstream = replicator.upstream();
    LinkFacts facts = LinkFacts.of(upstream.state());
    boolean isUp = upstream.state() instanceof LinkState.Connected;
    long downSinceMs = facts.downSinceMs() < 0 ? 0 : facts.downSinceMs();
    return new EngineView.UpstreamView(
        master.host(),
        master.port(),
        upstream.state().name().name(),
        isUp,
        facts.lastIoMs() < 0 ? -1 : facts.lastIoAgeMs(node.nowMs()),
        isUp ? -1 : downSinceMs,
        replicator.log().offset(),
        upstream.readOffset(),
        upstream.syncs().transfer(),
        upstream.syncs().last());
  }

  private List<EngineView.ReplicaView> replicas() {
    return replicator.downstream().replicas().stream().map(this::replica).toList();
  }

  private EngineView.ReplicaView replica(ReplicaLink link) {
    long acked = link.state().ackOffset();
    return new EngineView.ReplicaView(
        link.client().id(),
        link.address(),
        link.port(),
        link.state().infoName(),
        acked,
        Math.max(0, replicator.log().offset() - acked),
        link.lagMs(node.nowMs()),
        link.ackAgeMs(node.nowMs()),
        link.bytesBehind(),
        link.sync());
  }

  private EngineView.BacklogView backlog() {
    ReplicationLog log = replicator.log();
    return new EngineView.BacklogView(
        log.hasBacklog(), log.firstOffset(), log.histlen(), log.backlogBytes());
  }

  private EngineView.TrafficView traffic() {
    Statistics counted = node.statistics();
    return new EngineView.TrafficView(
        counted.commandsProcessed,
        counted.connectionsReceived,
        node.clients().count(),
        counted.netInputBytes + counted.netReplInputBytes,
        counted.netOutputBytes + counted.netReplOutputBytes,
        counted.syncFull,
        counted.syncPartialOk,
        counted.syncPartialErr,
        counted.expiredKeys,
        counted.expiredSubkeys,
        counted.evictedKeys,
        counted.keyspaceHits,
        counted.keyspaceMisses);
  }

  private EngineView.DataView data() {
    Keyspace keyspace = node.keyspace();
    long keys = 0;
    long expiring = 0;
    for (int i = 0; i < keyspace.databaseCount(); i++) {
      keys += keyspace.database(i).size();
      expiring += keyspace.database(i).volatileSize();
    }
    return new EngineView.DataView(
        keys,
        expiring,
        keyspace.bytesInUse(),
        keyspace.bytesReserved(),
        node.settings().maxmemory,
        runs.count(),
        runs.lastOpenNanos());
  }

  private EngineView.WorksView works() {
    Saving.Figures file = node.saving().figures();
    return new EngineView.WorksView(
        work(replicator.upstream().syncs().fullResyncs(node.nowMs())),
        work(file.writing()),
        work(file.loading()),
        replicator.upstream().room().last());
  }

  private static EngineView.WorkView work(LongWork work) {
    return new EngineView.WorkView(progress(work.current()), progress(work.last()));
  }

  private static EngineView.@Nullable ProgressView progress(@Nullable Progress progress) {
    return progress == null
        ? null
        : new EngineView.ProgressView(
            progress.startedAtMs(),
            progress.outcome() == null ? Progress.UNKNOWN : progress.atMs(),
            progress.bytes(),
            progress.totalBytes(),
            progress.keys(),
            progress.totalKeys(),
            progress.bytesPerSecond(),
            progress.etaSeconds(),
            progress.outcome());
  }

  private static EngineView.@Nullable ShrinkView shrink(ShrinkGuard.@Nullable Shrink shrink) {
    return shrink == null
        ? null
        : new EngineView.ShrinkView(
            shrink.atMs(), shrink.keysBefore(), shrink.keysAfter(), shrink.file(), shrink.isHeld());
  }

  private EngineView.FileView file() {
    return new EngineView.FileView(
        node.parameters().get(DIR),
        node.parameters().get(DBFILENAME),
        (node.isLoading() && !replicator.upstream().awaitsSnapshot())
            || node.saving().isInProgress());
  }
}
