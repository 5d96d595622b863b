package io.lockstep.engine;

import io.lockstep.command.Client;
import io.lockstep.command.Node;
import io.lockstep.rdb.RdbVersion;
import io.lockstep.replication.PayloadForm;
import io.lockstep.replication.ReplicationLog;
import io.lockstep.replication.Resume;
import io.lockstep.replication.ResyncReason;
import io.lockstep.replication.downstream.DownstreamReplica;
import io.lockstep.replication.downstream.MinReplicas;
import io.lockstep.replication.downstream.ReplconfOption;
import io.lockstep.replication.downstream.ReplicaAction;
import io.lockstep.replication.downstream.ReplicaEvent;
import io.lockstep.replication.downstream.ReplicaProfile;
import io.lockstep.replication.downstream.ReplicaState;
import io.lockstep.replication.downstream.ReplicaStep;
import io.lockstep.replication.downstream.SnapshotGathering;
import io.lockstep.replication.downstream.SnapshotKind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out what {@link DownstreamReplica} decides for each replica of this node: lines to its
 * socket, a snapshot to those that wait for one, and the log to those that follow it.
 */
final class Downstream {

  private static final Logger LOG = LoggerFactory.getLogger(Downstream.class);

  /** Bytes of the log beyond which replicas are fed before a batch has ended, or gathered for. */
  private static final int FEED_WITHIN_BATCH_BYTES = 64 << 10;

  /** How many turns of a loop that has always more to do are gathered for replicas at most. */
  private static final int MOST_TURNS_GATHERED = 8;

  /** Bytes of the log beyond which cursors are measured against output limits. */
  private static final int MEASURE_EVERY_BYTES = 1 << 20;

  private final Node node;
  private final ReplicationLog log;
  private final EngineLoop loop;
  private final DownstreamRules rules;
  private final SnapshotRuns runs;
  private final LinkTransitions transitions;
  private final Map<Client, ReplicaLink> links = new LinkedHashMap<>();
  private final Overruns overruns = new Overruns();
  private final SyncPauses pauses = new SyncPauses();
  private final Runnable feedTask = this::feedOrGather;

  private boolean areAwaited; // replicas wait for a snapshot of others to end
  private boolean isFeedScheduled;
  private long fedOffset;
  private long gatheredOffset; // the log's when it was last looked at
  private int turnsGathered; // since replicas were fed
  private long measuredOffset;
  private long withoutReplicasSinceMs;

  Downstream(
      Node node,
      EngineLoop loop,
      DownstreamRules rules,
      SnapshotRuns runs,
      LinkTransitions transitions) {
    this.node = node;
    this.log = node.replication().log();
    this.loop = loop;
    this.rules = rules;
    this.runs = runs;
    this.transitions = transitions;
  }

  // ---- what replicas say

  /** A peer said something about itself. */
  void configured(Client client, ReplconfOption option) {
    on(link(client), new ReplicaEvent.Configured(option));
  }

  /** What a peer has said about itself so far. */
  ReplicaProfile profileOf(Client client) {
    return link(client).state().profile();
  }

  /** A peer asks to continue after an offset. */
  void psync(Client client, Resume resume) {
    ReplicaLink link = link(client);
    if (!(link.state() instanceof ReplicaState.Handshake)) {
      return;
    }
    count(link, resume);
    link.asked(syncView(resume));
    link.limitDoublings = overruns.of(link.name());
    prepareLog(resume);
    client.kind(Client.Kind.REPLICA);
    on(link, new ReplicaEvent.PsyncAsked(resume, log.replid()));
    gather();
  }

  private void count(ReplicaLink link, Resume resume) {
    LOG.info("Replica {} asks for synchronization", link.name());
    switch (resume) {
      case Resume.Continue(long offset) -> {
        node.statistics().syncPartialOk++;
        LOG.info(
            "Partial resynchronization request from {} accepted."
                + " Sending {} bytes of backlog starting from offset {}.",
            link.name(),
            log.offset() + 1 - offset,
            offset);
      }
      case Resume.FullResync(var reason) -> {
        node.statistics().syncFull++;
        LOG.info("Full resync requested by replica {}: {}", link.name(), reason.sentence());
      }
    }
  }

  private EngineView.LastSyncView syncView(Resume resume) {
    return switch (resume) {
      case Resume.Continue(long offset) ->
          new EngineView.LastSyncView(
              "partial", "continued from offset " + offset, node.nowMs(), 0, 0);
      case Resume.FullResync(var reason) ->
          new EngineView.LastSyncView("full", reason.sentence(), node.nowMs(), 0, 0);
    };
  }

  private void prepareLog(Resume resume) {
    switch (resume) {
      case Resume.Continue _ -> {
        if (!log.hasBacklog()) {
          log.createBacklog();
        }
      }
      case Resume.FullResync _ -> log.createBacklogForFirstReplica();
    }
  }

  /** A peer asks for a snapshot, and does not know offsets. */
  void sync(Client client) {
    ReplicaLink link = link(client);
    if (link.state() instanceof ReplicaState.Handshake) {
      node.statistics().syncFull++;
      log.createBacklogForFirstReplica();
      client.kind(Client.Kind.REPLICA);
      link.asked(syncView(new Resume.FullResync(new ResyncReason.NoPsync())));
      link.limitDoublings = overruns.of(link.name());
      on(link, new ReplicaEvent.SyncAsked());
      gather();
    }
  }

  /** A replica has applied everything up to an offset. */
  void acknowledged(Client client, long offset) {
    ReplicaLink link = links.get(client);
    if (link != null && link.state() instanceof ReplicaState.Attached) {
      on(link, new ReplicaEvent.Ack(offset));
      link.measureLag(log.offset(), node.nowMs());
      link.acknowledged();
      pauses.forget(link.place());
    }
  }

  /** A replica is alive, and busy loading. */
  void aliveLine(Client client) {
    ReplicaLink link = links.get(client);
    if (link != null) {
      on(link, new ReplicaEvent.EmptyLine());
    }
  }

  /** A peer is gone. */
  void gone(Client client) {
    ReplicaLink link = links.remove(client);
    if (link != null) {
      runs.leave(link);
      link.close();
      pauseIfBrokenOff(link);
      if (link.isListed()) {
        LOG.info("Connection with replica {} lost.", link.name());
      }
      noteReplicaLeft();
    }
  }

  private void pauseIfBrokenOff(ReplicaLink link) {
    if (link.brokeOff()) {
      pause(link, "left without a word after its snapshot");
    }
  }

  private void pause(ReplicaLink link, String what) {
    long pauseMs = pauses.brokeOff(link.place(), node.nowMs(), rules.longestSyncPauseMs());
    LOG.warn("Replica {} {}; the next follows in {} ms or more", link.name(), what, pauseMs);
  }

  /** Closes every replica's connection: they come back and ask anew. */
  void disconnectAll() {
    List.copyOf(links.values()).stream()
        .filter(link -> link.client().isReplica())
        .forEach(link -> link.client().connection().abort());
  }

  // ---- the engine's beat

  /** Lets time pass: timeouts, keep-alives, waiting snapshots, the backlog's end. */
  void tick() {
    for (ReplicaLink link : List.copyOf(links.values())) {
      on(link, new ReplicaEvent.Tick());
      measure(link);
      link.measureLag(log.offset(), node.nowMs());
    }
    gather();
    runs.tick(rules.patience(), areAwaited);
    freeBacklogIfUnused();
  }

  /** Feeds replicas soon, once for all that is ready now. */
  void feedAfterBatch() {
    if (!isFeedScheduled && !links.isEmpty() && log.offset() != fedOffset) {
      isFeedScheduled = true;
      loop.execute(feedTask);
    }
  }

  /** Feeds replicas now if a batch has produced a lot. */
  void feedWithinBatch() {
    if (log.offset() - fedOffset > FEED_WITHIN_BATCH_BYTES && !links.isEmpty()) {
      feed();
    }
  }

  /**
   * Feeds, unless this turn has written and the next may write more: a replica that is woken after
   * each turn of a busy master has its core switch threads for a few commands at a time.
   */
  private void feedOrGather() {
    if (log.offset() != gatheredOffset && mayGather()) {
      gatheredOffset = log.offset();
      turnsGathered++;
      loop.after(0, feedTask);
      return;
    }
    turnsGathered = 0;
    isFeedScheduled = false;
    feed();
  }

  private boolean mayGather() {
    return turnsGathered < MOST_TURNS_GATHERED
        && log.offset() - fedOffset < FEED_WITHIN_BATCH_BYTES;
  }

  /** Hands every replica what is new. */
  void feed() {
    fedOffset = log.offset();
    boolean measures = fedOffset - measuredOffset > MEASURE_EVERY_BYTES;
    if (measures) {
      measuredOffset = fedOffset;
    }
    for (ReplicaLink link : links.values()) {
      link.feed();
      if (measures) {
        loop.execute(() -> measure(link));
      }
    }
  }

  private void measure(ReplicaLink link) {
    on(link, new ReplicaEvent.Measured(link.bytesBehind()));
    if (link.limitDoublings > 0
        && link.state() instanceof ReplicaState.Online
        && link.bytesBehind() < log.backlogBytes()) {
      link.limitDoublings = 0;
      overruns.forget(link.name());
    }
  }

  private void noteReplicaLeft() {
    if (replicas().isEmpty()) {
      withoutReplicasSinceMs = node.nowMs();
    }
  }

  /** Restarts the time after which an unused backlog is freed. */
  void restartBacklogTtl() {
    withoutReplicasSinceMs = node.nowMs();
  }

  private void freeBacklogIfUnused() {
    long ttlMs = rules.backlogTtlMs();
    if (ttlMs > 0
        && log.hasBacklog()
        && replicas().isEmpty()
        && !node.replication().isReplica()
        && node.nowMs() - withoutReplicasSinceMs > ttlMs) {
      LOG.info(
          "Replication backlog freed after {} seconds without connected replicas.", ttlMs / 1000);
      log.freeBacklog();
    }
  }

  // ---- steps

  private ReplicaLink link(Client client) {
    return links.computeIfAbsent(client, _ -> new ReplicaLink(client, DownstreamReplica.START));
  }

  private void on(ReplicaLink link, ReplicaEvent event) {
    ReplicaState before = link.state();
    if (before instanceof ReplicaState.Dropped || !links.containsKey(link.client())) {
      return;
    }
    ReplicaStep step = rules.machine(link.limitDoublings).on(before, event, node.nowMs());
    link.state(step.next());
    noteOnline(link, before);
    step.transition(before, node.nowMs())
        .ifPresent(
            change ->
                transitions.record(
                    "replica " + link.client().connection().remoteAddress(), change));
    step.actions().forEach(action -> perform(link, action));
  }

  private static void noteOnline(ReplicaLink link, ReplicaState before) {
    if (link.state() instanceof ReplicaState.Online && before instanceof ReplicaState.Syncing) {
      LOG.info("Synchronization with replica {} succeeded", link.name());
    }
  }

  private void perform(ReplicaLink link, ReplicaAction action) {
    switch (action) {
      case ReplicaAction.Send send -> write(link, send.bytes());
      case ReplicaAction.SendPayload payload -> write(link, payload.headerBytes());
      case ReplicaAction.OpenCursor(long startOffset) -> link.open(log.open(startOffset));
      case ReplicaAction.StartStream() -> link.startStream();
      case ReplicaAction.AwaitSnapshot() -> {} // gather() looks for those that wait
      case ReplicaAction.WidenLimit() -> overruns.note(link.name());
      case ReplicaAction.Drop(String reason) -> drop(link, reason);
    }
  }

  private void write(ReplicaLink link, byte[] bytes) {
    node.statistics().netReplOutputBytes += bytes.length;
    link.client().connection().write(bytes, 0, bytes.length);
    link.client().connection().flush();
  }

  private void drop(ReplicaLink link, String reason) {
    LOG.warn("Disconnecting replica {}: {}", link.client().connection().remoteAddress(), reason);
    link.client().connection().abort();
  }

  // ---- snapshots

  /** Has replicas share a snapshot that is open, or opens one for those that waited enough. */
  private void gather() {
    areAwaited = false;
    List<SnapshotGathering.Waiting> waiting = waiting();
    boolean isOtherOpen = runs.count() > 0;
    switch (rules.gathering().decide(waiting, isOtherOpen, runs.lastOpenedMs(), node.nowMs())) {
      case SnapshotGathering.Nobody() -> {}
      case SnapshotGathering.WaitUntil _ -> {} // the next tick looks again
      case SnapshotGathering.Open(SnapshotKind kind, List<Long> ids) -> openOrWait(kind, ids);
    }
  }

  private List<SnapshotGathering.Waiting> waiting() {
    List<SnapshotGathering.Waiting> waiting = new ArrayList<>();
    for (ReplicaLink link : List.copyOf(links.values())) {
      if (!pauses.isOver(link.place(), node.nowMs())) {
        continue;
      }
      joinIfPossible(link);
      if (link.state() instanceof ReplicaState.WaitBgsaveStart start) {
        waiting.add(new SnapshotGathering.Waiting(link.client().id(), start));
      }
    }
    return waiting;
  }

  private void joinIfPossible(ReplicaLink link) {
    if (link.state() instanceof ReplicaState.WaitBgsaveStart start) {
      runs.joinableBy(start.profile()).ifPresent(run -> join(run, link));
    }
  }

  private void join(SnapshotRun run, ReplicaLink link) {
    run.join(link);
    LOG.info("Replica {} shares the snapshot at offset {}", link.name(), run.order().offset());
    on(link, opened(run));
  }

  private static ReplicaEvent opened(SnapshotRun run) {
    SnapshotOrder order = run.order();
    return new ReplicaEvent.SnapshotOpened(order.kind(), order.replid(), order.offset());
  }

  private void openOrWait(SnapshotKind kind, List<Long> ids) {
    if (runs.count() < rules.maxSnapshots()) {
      open(kind, ids);
    } else {
      areAwaited = true;
    }
  }

  private void open(SnapshotKind kind, List<Long> ids) {
    List<ReplicaLink> receivers =
        links.values().stream().filter(link -> ids.contains(link.client().id())).toList();
    Optional<String> refusal = runs.refusal(receivers.getFirst());
    if (refusal.isPresent()) {
      receivers.forEach(link -> refuse(link, refusal.get()));
      return;
    }
    node.propagation().forgetSelection();
    SnapshotRun run = runs.open(kind, receivers, new RunOutcome());
    LOG.info("A snapshot is open for {} replicas ({})", receivers.size(), kind);
    receivers.forEach(link -> on(link, opened(run)));
    runs.start(run);
  }

  /** What it cannot hold came while it waited; it still has its own data. */
  private void refuse(ReplicaLink link, String error) {
    write(link, ("-" + error + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
    on(link, new ReplicaEvent.SnapshotFailed(error));
  }

  private final class RunOutcome implements SnapshotRun.Outcome {

    @Override
    public void ready(SnapshotRun run, PayloadForm form) {
      for (ReplicaLink link : run.links()) {
        if (run.order().options().version() == RdbVersion.V12 && !link.takesLockstepSnapshot()) {
          link.mayNotRead();
        }
        on(link, new ReplicaEvent.PayloadReady(form));
      }
    }

    @Override
    public void progressed(ReplicaLink link) {
      on(link, new ReplicaEvent.PayloadProgress());
    }

    @Override
    public void holdsOthers(ReplicaLink link, long forMs, long takenBytes) {
      on(link, new ReplicaEvent.HoldsOthers(forMs, takenBytes));
    }

    @Override
    public void sent(ReplicaLink link, long bytes) {
      link.synced(bytes, node.nowMs());
      on(link, new ReplicaEvent.PayloadSent());
    }

    @Override
    public void failed(SnapshotRun run, String reason) {
      run.links().forEach(link -> failed(link, reason));
    }

    /** It comes back at once, and a full disk is as full as before. */
    private void failed(ReplicaLink link, String reason) {
      on(link, new ReplicaEvent.SnapshotFailed(reason));
      if (link.announcesPort()) {
        pause(link, "got no snapshot");
      }
    }

    @Override
    public void ended(SnapshotRun run) {
      runs.ended(run);
      gather();
    }
  }

  // ---- what others see

  /** The replicas that INFO lists, oldest first. */
  List<ReplicaLink> replicas() {
    return links.values().stream().filter(ReplicaLink::isListed).toList();
  }

  /** Online replicas whose last acknowledgement is recent enough. */
  int good(MinReplicas rule) {
    int good = 0;
    for (ReplicaLink link : links.values()) {
      good += rule.isGood(link.state(), node.nowMs()) ? 1 : 0;
    }
    return good;
  }

  /** What opening the last snapshot took; −1 before the first. */
  long lastSnapshotOpenNanos() {
    return runs.lastOpenNanos();
  }

  /** What a client is to us as a replica; null if it never spoke of replication. */
  @Nullable ReplicaLink of(Client client) {
    return links.get(client);
  }
}
