package io.lockstep.engine;

import io.lockstep.command.Node;
import io.lockstep.engine.saving.NodeLoading;
import io.lockstep.engine.saving.ShrinkGuard;
import io.lockstep.rdb.RdbContents;
import io.lockstep.rdb.ReplicationPoint;
import io.lockstep.replication.PayloadForm;
import io.lockstep.replication.upstream.Checkpoint;
import io.lockstep.replication.upstream.LinkEvent;
import io.lockstep.replication.upstream.LinkState;
import io.lockstep.replication.upstream.PayloadReader;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The snapshot that a master sends: from its first byte until it is the data, or given up. */
final class SnapshotTransfer {

  private static final Logger LOG = LoggerFactory.getLogger(SnapshotTransfer.class);

  /** The link that brings it. */
  interface Bearer {

    /** Something has happened to the snapshot. */
    void on(LinkEvent event);

    LinkState state();

    boolean isConnected();

    /** There is room for more of it. */
    void readOn();

    /** The data makes room for it: it is gone, and so is the history that it was of. */
    void flushed();
  }

  private final Node node;
  private final SnapshotLoader loader;
  private final ShrinkGuard guard;
  private final NodeLoading loading;
  private final Bearer bearer;
  private final SwapDecision room;
  private final SyncHistory syncs = new SyncHistory();
  private final Replacement replacement = new Replacement();

  // of the present one
  private @Nullable PayloadReader payload;
  private SnapshotLoader.@Nullable Load load;
  private @Nullable RdbContents loaded;

  SnapshotTransfer(
      Node node, SnapshotLoader loader, ShrinkGuard guard, NodeLoading loading, Bearer bearer) {
    this.node = node;
    this.loader = loader;
    this.guard = guard;
    this.loading = loading;
    this.bearer = bearer;
    this.room = new SwapDecision(node, guard);
  }

  // ---- what is known of it

  /** How PSYNC has ended so far, and the transfer that goes on. */
  SyncHistory syncs() {
    return syncs;
  }

  /** What stands between the data and a master's snapshot. */
  ShrinkGuard guard() {
    return guard;
  }

  /** Whether the data made room for the last snapshot. */
  SwapDecision room() {
    return room;
  }

  // ---- what the link does with it

  void begin(PayloadForm form, String why) {
    payload = PayloadReader.of(form);
    syncs.began(form, why, node.nowMs());
    room.begin(form);
    load = loader.start(form, new LoadOutcome());
  }

  /**
   * Takes what belongs to it of these bytes, in an array that nobody else may use from now on.
   *
   * @return how many it took
   */
  int accept(byte[] bytes, int start, int length) {
    PayloadReader reader = required(payload);
    SnapshotLoader.Load into = required(load);
    int taken = reader.accept(bytes, start, length, into::put);
    syncs.received(reader.payloadBytes());
    bearer.on(new LinkEvent.PayloadBytes(taken));
    if (reader.isComplete()) {
      into.end();
      bearer.on(new LinkEvent.PayloadComplete());
    }
    return taken;
  }

  /** Whether the sender should wait for the decoder. */
  boolean isBehind() {
    return load != null && payload != null && !payload.isComplete() && load.isBehind();
  }

  /** The link is lost; what is loaded already may still be of use. */
  void linkLost() {
    if (guard.isHeld()) {
      replacement.held();
    }
  }

  /** Gives it up. */
  void abort(String reason) {
    if (load != null) {
      load.abandon();
    }
    end();
    syncs.failed(reason, node.nowMs());
    if (loading.awaitsSnapshot()) {
      loading.endAwaiting();
      LOG.warn("The data was flushed for a snapshot that did not come: this node is empty now");
    }
  }

  /** What was loaded, which is the taker's. */
  RdbContents take() {
    RdbContents contents = required(loaded);
    loaded = null;
    loading.wholeAgain(); // before the master's commands, which would have to wait too
    syncs.loaded(contents, node.nowMs());
    return contents;
  }

  /** Forgets it, and closes what nobody took. */
  void end() {
    guard.forget();
    load = null;
    payload = null;
    if (loaded != null) {
      loaded.keyspace().close();
      loaded = null;
    }
  }

  /** Everybody waits for the snapshot from now on; without it, nothing can be continued. */
  private void flush() {
    LOG.info("MASTER <-> REPLICA sync: Flushing old data");
    long keys = guard.keys();
    bearer.on(new LinkEvent.DataFlushed("the data was flushed for a snapshot that did not come"));
    bearer.flushed();
    loading.awaitSnapshot(keys, () -> room.load(syncs.readBytes()));
  }

  /** What the loader says about the load that was started last; a given up one is not heard. */
  private final class LoadOutcome implements SnapshotLoader.Outcome {

    @Override
    public void saidMemory(long bytes) {
      room.saidMemory(bytes);
    }

    @Override
    public void announced(long keys) {
      syncs.keysAnnounced(keys);
      if (room.announced(keys, historyToCome())) {
        flush();
      }
    }

    @Override
    public void progressed(long keys) {
      syncs.keysLoaded(keys);
      if (room.loaded(keys, historyToCome())) {
        flush();
      }
      bearer.on(new LinkEvent.LoadProgress());
    }

    @Override
    public void caughtUp() {
      if (bearer.state() instanceof LinkState.Receiving) {
        bearer.readOn();
      }
    }

    @Override
    public void finished(RdbContents contents) {
      int database = contents.replication().map(ReplicationPoint::streamDatabase).orElse(0);
      if (database < 0 || database >= node.keyspace().databaseCount()) {
        contents.keyspace().close();
        failed("the master's stream is in database " + database + ", which is not there");
        return;
      }
      loaded = contents;
      guard.arrived(contents.keysLoaded(), historyToCome(), replacement);
    }

    private @Nullable String historyToCome() {
      Checkpoint snapshot = snapshotOf(bearer.state());
      return snapshot == null ? null : snapshot.replid();
    }

    private static @Nullable Checkpoint snapshotOf(LinkState state) {
      return switch (state) {
        case LinkState.Receiving receiving -> receiving.snapshot();
        case LinkState.Loading loading -> loading.snapshot();
        case LinkState.None _, LinkState.Connect _, LinkState.Connecting _ -> null;
        case LinkState.Listening _, LinkState.Connected _ -> null;
      };
    }

    @Override
    public void failed(String reason) {
      LOG.warn("Failed trying to load the MASTER synchronization DB: {}", reason);
      bearer.on(new LinkEvent.LoadFailed(reason));
    }
  }

  /** What is loaded, when it comes to taking the place of the data. */
  private final class Replacement implements ShrinkGuard.Replacement {

    @Override
    public void swap() {
      bearer.on(new LinkEvent.LoadFinished());
    }

    /** Nothing follows a snapshot whose master is gone, so nobody needs to be asked about it. */
    @Override
    public void held() {
      if (!bearer.isConnected() && bearer.state() instanceof LinkState.Loading) {
        bearer.on(new LinkEvent.LoadFailed("the master is gone before its snapshot was confirmed"));
      }
    }
  }

  private static <T> T required(@Nullable T value) {
    if (value == null) {
      throw new IllegalStateException("The link has no transfer going on.");
    }
    return value;
  }
}
