package io.lockstep.engine;

import io.lockstep.command.Client;
import io.lockstep.command.Connection;
import io.lockstep.command.Node;
import io.lockstep.engine.saving.NodeLoading;
import io.lockstep.engine.saving.ShrinkGuard;
import io.lockstep.keyspace.Keyspace;
import io.lockstep.rdb.RdbContents;
import io.lockstep.replication.PayloadForm;
import io.lockstep.replication.ReplicationLog;
import io.lockstep.replication.upstream.Checkpoint;
import io.lockstep.replication.upstream.LineReader;
import io.lockstep.replication.upstream.LinkAction;
import io.lockstep.replication.upstream.LinkEvent;
import io.lockstep.replication.upstream.LinkState;
import io.lockstep.replication.upstream.LinkStep;
import io.lockstep.replication.upstream.Outgoing;
import io.lockstep.replication.upstream.Target;
import io.lockstep.replication.upstream.UpstreamLink;
import io.lockstep.resp.ProtocolException;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out what {@link UpstreamLink} decides: dials the master, hands its bytes to whoever they
 * are for in the link's present state, and puts a loaded snapshot in place.
 */
final class Upstream implements UpstreamDialer.Listener {

  private static final Logger LOG = LoggerFactory.getLogger(Upstream.class);
  private static final String LINK = "upstream";
  private static final byte[] NO_SPACE = {};

  /** What the rest of the node has to do when the link changes the node's data or history. */
  interface Consequences {

    /** The node's data is the master's snapshot now, and its history the master's. */
    void adopted(Keyspace loaded, @Nullable Checkpoint snapshot);

    /** The data makes room for a snapshot: it is gone, and so is the history that it was of. */
    void flushed();

    /** The stream goes on under another name: our replicas must ask again. */
    void renamed();
  }

  private final Node node;
  private final UpstreamDialer dialer;
  private final UpstreamRules rules;
  private final LinkTransitions transitions;
  private final Consequences consequences;
  private final MasterStream stream;
  private final SnapshotTransfer transfer;
  private final NodeLoading loading;
  private final LineReader lines = new LineReader();
  private final Deque<LinkEvent> events = new ArrayDeque<>();

  private LinkState state = UpstreamLink.START;
  private boolean isStepping;
  private Runnable attempt = () -> {};
  private @Nullable Connection connection;
  private byte[] space = NO_SPACE; // for what is read next
  private boolean isHeldBack; // clients are paused, and enough of the stream is read

  Upstream(
      Node node,
      UpstreamDialer dialer,
      SnapshotLoader loader,
      MasterStream stream,
      ShrinkGuard guard,
      NodeLoading loading,
      UpstreamRules rules,
      LinkTransitions transitions,
      Consequences consequences) {
    this.node = node;
    this.dialer = dialer;
    this.stream = stream;
    this.transfer = new SnapshotTransfer(node, loader, guard, loading, new Bearer());
    this.loading = loading;
    this.rules = rules;
    this.transitions = transitions;
    this.consequences = consequences;
  }

  // ---- what is asked of the link

  /**
   * Follows a master from now on.
   *
   * @param own our history, to continue from if the master knows it; null if we have none
   */
  void follow(Target target, @Nullable Checkpoint own) {
    on(new LinkEvent.Follow(target, own));
  }

  /** Follows nobody from now on. */
  void unfollow() {
    on(new LinkEvent.Unfollow());
    loading.wholeAgain(); // what there is now is the node's own
  }

  /** Lets time pass. */
  void tick() {
    if (isHeldBack) { // there is more to read, so the master is not silent
      on(new LinkEvent.StreamBytes(node.replication().log().offset()));
    }
    on(new LinkEvent.Tick());
  }

  /** The master asked for an acknowledgement in the stream. */
  void acknowledge() {
    if (state instanceof LinkState.Connected) {
      on(new LinkEvent.GetAck(node.replication().log().offset()));
    }
  }

  /** Goes on with what waited while clients were paused. */
  void resumePostponed() {
    if (state instanceof LinkState.Connected && stream.isPostponed()) {
      runStream();
    }
    if (isHeldBack && !stream.isPostponed()) {
      isHeldBack = false;
      reading(true);
    }
  }

  /** Gives the memory of a burst back. */
  void shrinkWhenIdle() {
    stream.shrinkWhenIdle();
  }

  /** The present state. */
  LinkState state() {
    return state;
  }

  /** What stands between the data and a master's snapshot. */
  ShrinkGuard guard() {
    return transfer.guard();
  }

  /** Whether the data made room for the last snapshot. */
  SwapDecision room() {
    return transfer.room();
  }

  /** Whether clients wait for a snapshot, as there is nothing else. */
  boolean awaitsSnapshot() {
    return loading.awaitsSnapshot();
  }

  /** Whether the data made room for a snapshot, and none has come since. */
  boolean lacksData() {
    return loading.lacksData();
  }

  /** How PSYNC has ended so far, and the transfer that goes on. */
  SyncHistory syncs() {
    return transfer.syncs();
  }

  /** The stream that follows begins in this database, as ours ends there. */
  void streamSelected(int database) {
    stream.selected(database);
  }

  /** The client that stands for the master. */
  Client master() {
    return stream.client();
  }

  /** Bytes of the stream read from the socket, executed or not. */
  long readOffset() {
    return node.replication().log().offset() + stream.buffered();
  }

  // ---- what the dialer says

  @Override
  public void connected(Connection to) {
    connection = to;
    on(new LinkEvent.Dialed());
  }

  @Override
  public void failed(String cause) {
    on(new LinkEvent.DialFailed(cause));
  }

  @Override
  public void closed(String cause) {
    connection = null;
    on(new LinkEvent.ConnectionLost(cause));
    transfer.linkLost();
  }

  @Override
  public byte[] room(int length) {
    space = space.length < length ? new byte[length] : space;
    return space;
  }

  @Override
  @SuppressWarnings("ReferenceEquality") // another connection is another object
  public void received(byte[] bytes, int start, int length) {
    Connection from = connection;
    for (int done = 0; done < length && connection == from && from != null; ) {
      done += take(bytes, start + done, length - done);
    }
  }

  /** Gives bytes to whoever they are for; returns how many that one took. */
  private int take(byte[] bytes, int start, int length) {
    return switch (state) {
      case LinkState.Listening _ -> takeLine(bytes, start, length);
      case LinkState.Receiving _ -> takePayload(bytes, start, length);
      case LinkState.Loading _ -> takeEarly(bytes, start, length);
      case LinkState.Connected _ -> takeStream(bytes, start, length);
      case LinkState.None _, LinkState.Connect _, LinkState.Connecting _ -> length;
    };
  }

  private int takeLine(byte[] bytes, int start, int length) {
    int taken = lines.accept(bytes, start, length);
    if (lines.isOverlong()) {
      on(new LinkEvent.ProtocolBroken("the master sent a line without end"));
    } else if (lines.isComplete()) {
      on(new LinkEvent.Line(lines.take()));
    } else {
      on(new LinkEvent.LineBegun());
    }
    return taken;
  }

  private int takePayload(byte[] bytes, int start, int length) {
    space = NO_SPACE; // it is the decoder's now
    int taken = transfer.accept(bytes, start, length);
    node.statistics().netReplInputBytes += taken;
    if (transfer.isBehind()) {
      reading(false);
    }
    return taken;
  }

  /** The stream began while the snapshot is still being loaded: the rest waits in the socket. */
  private int takeEarly(byte[] bytes, int start, int length) {
    keep(bytes, start, length);
    reading(false);
    return length;
  }

  private int takeStream(byte[] bytes, int start, int length) {
    keep(bytes, start, length);
    runStream();
    if (stream.isPostponed() && stream.buffered() > rules.pauseReadAhead()) {
      isHeldBack = true;
      reading(false);
    }
    return length;
  }

  private void reading(boolean on) {
    if (connection != null) {
      connection.reading(on);
    }
  }

  private void keep(byte[] bytes, int start, int length) {
    node.statistics().netReplInputBytes += length;
    try {
      stream.keep(bytes, start, length);
    } catch (ProtocolException tooMuch) {
      on(new LinkEvent.ProtocolBroken(String.valueOf(tooMuch.getMessage())));
    }
  }

  private void runStream() {
    try {
      stream.run();
      on(new LinkEvent.StreamBytes(node.replication().log().offset()));
    } catch (ProtocolException | MasterStream.NotApplicableException broken) {
      LOG.warn("{}", broken.getMessage());
      on(new LinkEvent.ProtocolBroken(String.valueOf(broken.getMessage())));
    }
  }

  // ---- steps

  /** Takes one step, and then those that its own actions cause, in order. */
  private void on(LinkEvent event) {
    events.add(event);
    if (isStepping) {
      return;
    }
    isStepping = true;
    node.refreshNow();
    try {
      for (LinkEvent next = events.poll(); next != null; next = events.poll()) {
        step(next);
      }
    } finally {
      isStepping = false;
    }
  }

  private void step(LinkEvent event) {
    if (isOutdated(event)) {
      return;
    }
    LinkStep step = rules.machine().on(state, event, node.nowMs());
    LinkState before = state;
    state = step.next();
    step.transition(before, node.nowMs()).ifPresent(change -> transitions.record(LINK, change));
    UpstreamNews.lines(before, state).forEach(LOG::info);
    step.actions().forEach(this::perform);
  }

  /** Events that waited in the queue while the link left the state they are about. */
  private boolean isOutdated(LinkEvent event) {
    return switch (event) {
      case LinkEvent.Order _, LinkEvent.Tick _ -> false;
      case LinkEvent.GetAck _, LinkEvent.StreamBytes _ -> !(state instanceof LinkState.Connected);
      case LinkEvent.Loss _ ->
          state instanceof LinkState.None
              || state instanceof LinkState.Connect
              || state instanceof LinkState.Connecting;
      case LinkEvent.Incident _ -> state instanceof LinkState.None;
    };
  }

  private void perform(LinkAction action) {
    switch (action) {
      case LinkAction.Dial(Target target, long timeoutMs) -> dial(target, timeoutMs);
      case LinkAction.Send(var what) -> send(what);
      case LinkAction.Hangup _ -> hangup();
      case LinkAction.BeginTransfer(PayloadForm form, String why) -> beginTransfer(form, why);
      case LinkAction.AbortTransfer(String reason) -> transfer.abort(reason);
      case LinkAction.AdoptHistory(Checkpoint snapshot) -> adopt(snapshot);
      case LinkAction.AdoptUnnamedHistory() -> adopt(null);
      case LinkAction.ContinueWith(String replid) -> continueWith(replid);
      case LinkAction.Note(String text) -> LOG.info("{}", text);
    }
  }

  private void dial(Target target, long timeoutMs) {
    lines.reset();
    LOG.info("Connecting to MASTER {}:{}", target.host(), target.port());
    LOG.info("MASTER <-> REPLICA sync started");
    attempt = dialer.dial(target.host(), target.port(), timeoutMs, this);
  }

  private void send(Outgoing what) {
    if (what instanceof Outgoing.Psync || what instanceof Outgoing.Sync) {
      transfer.syncs().asked(node.nowMs());
    }
    send(what.bytes());
  }

  private void send(byte[] bytes) {
    if (connection != null) {
      node.statistics().netReplOutputBytes += bytes.length;
      connection.write(bytes, 0, bytes.length);
      connection.flush();
    }
  }

  private void hangup() {
    attempt.run();
    attempt = () -> {};
    connection = null;
    isHeldBack = false;
    stream.dropUnexecuted();
    stream.detach();
  }

  private void beginTransfer(PayloadForm form, String why) {
    stream.dropUnexecuted();
    transfer.begin(form, why);
  }

  private void adopt(@Nullable Checkpoint snapshot) {
    RdbContents contents = transfer.take();
    consequences.adopted(contents.keyspace(), snapshot);
    stream.selected(contents.replication().map(point -> point.streamDatabase()).orElse(0));
    attachStream();
    transfer.end();
    resumeReading();
  }

  private void continueWith(String replid) {
    ReplicationLog log = node.replication().log();
    transfer.syncs().continued(log.offset(), node.nowMs());
    if (!log.hasBacklog()) {
      log.createBacklog();
    }
    attachStream();
    if (log.continueAs(replid)) {
      consequences.renamed();
    }
  }

  private void attachStream() {
    if (connection != null) {
      stream.attach(connection);
    }
  }

  private void resumeReading() {
    reading(true);
    if (stream.buffered() > 0) {
      runStream();
    }
  }

  /** The link, as the snapshot that it brings knows it. */
  private final class Bearer implements SnapshotTransfer.Bearer {

    @Override
    public void on(LinkEvent event) {
      Upstream.this.on(event);
    }

    @Override
    public LinkState state() {
      return state;
    }

    @Override
    public boolean isConnected() {
      return connection != null;
    }

    @Override
    public void readOn() {
      reading(true);
    }

    @Override
    public void flushed() {
      consequences.flushed();
    }
  }
}
