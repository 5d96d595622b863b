package io.lockstep.engine;

import io.lockstep.engine.saving.DiskFault;
import io.lockstep.keyspace.Keyspace;
import io.lockstep.keyspace.Snapshot;
import io.lockstep.rdb.RdbProgress;
import io.lockstep.rdb.RdbWriteOptions;
import io.lockstep.rdb.RdbWriter;
import io.lockstep.replication.PayloadForm;
import io.lockstep.replication.downstream.Patience;
import io.lockstep.replication.downstream.ReplicaProfile;
import io.lockstep.replication.downstream.SnapshotGathering;
import io.lockstep.replication.downstream.SnapshotKind;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One snapshot on its way to the replicas that share it: encoded on a background thread, either
 * straight into their sockets, or into a file first for those that must know the length.
 */
final class SnapshotRun {

  private static final Logger LOG = LoggerFactory.getLogger(SnapshotRun.class);

  /** What becomes of a run, told on the engine's thread. */
  interface Outcome {

    /** The payload follows, in this form. */
    void ready(SnapshotRun run, PayloadForm form);

    /** A socket has taken a piece, or all that there is so far. */
    void progressed(ReplicaLink link);

    /** Others wait as a socket takes pieces slowly. */
    void holdsOthers(ReplicaLink link, long forMs, long takenBytes);

    /** A socket has taken everything. */
    void sent(ReplicaLink link, long bytes);

    /** It can't be completed. */
    void failed(SnapshotRun run, String reason);

    /** Nothing more will come of it; the snapshot is closed. */
    void ended(SnapshotRun run);
  }

  private final SnapshotOrder order;
  private final EngineLoop loop;
  private final Outcome outcome;
  private final Map<ReplicaLink, SnapshotReceiver> receivers = new LinkedHashMap<>();
  private final SnapshotFeed feed = new SnapshotFeed(this::deliverLater);
  private @Nullable Snapshot snapshot;
  private boolean isReady;
  private int piecesOut;
  private long bytes;

  /** A run for the replicas that share it. */
  SnapshotRun(SnapshotOrder order, List<ReplicaLink> links, EngineLoop loop, Outcome outcome) {
    this.order = order;
    this.loop = loop;
    this.outcome = outcome;
    links.forEach(link -> receivers.put(link, new SnapshotReceiver(link)));
  }

  // ---- on the engine's thread

  SnapshotOrder order() {
    return order;
  }

  /** Opens the snapshot, which is closed once it is encoded. */
  void open(Keyspace keyspace) {
    snapshot = keyspace.openSnapshot();
  }

  private Snapshot opened() {
    if (snapshot == null) {
      throw new IllegalStateException("The snapshot is not open yet.");
    }
    return snapshot;
  }

  /** Starts to encode. */
  void start(Executor background) {
    if (order.kind() == SnapshotKind.STREAMED) {
      ready(new PayloadForm.Marker(order.marker()));
    }
    try {
      background.execute(this::encode);
    } catch (RuntimeException | Error noThread) {
      broken(String.valueOf(noThread.getMessage()));
    }
  }

  private void ready(PayloadForm form) {
    isReady = true;
    outcome.ready(this, form);
  }

  /** The replicas that still wait for it. */
  List<ReplicaLink> links() {
    return List.copyOf(receivers.keySet());
  }

  /** Whether a newcomer may share it: somebody's cursor still pins all that came since. */
  boolean mayJoin(ReplicaProfile newcomer) {
    return !isReady
        && receivers.keySet().stream()
            .anyMatch(link -> SnapshotGathering.mayJoin(newcomer, link.state()));
  }

  /** Adds a replica, before anything is sent. */
  void join(ReplicaLink link) {
    receivers.put(link, new SnapshotReceiver(link));
  }

  /** A replica is gone; without any other, encoding stops. */
  void leave(ReplicaLink link) {
    if (receivers.remove(link) != null && receivers.isEmpty()) {
      feed.cancel();
    }
  }

  /**
   * Looks at who is slow.
   *
   * @param isAwaited whether a replica waits for this run to end
   */
  void tick(Patience patience, boolean isAwaited, long nowMs) {
    List.copyOf(receivers.values()).forEach(receiver -> look(receiver, patience, isAwaited, nowMs));
  }

  private void look(SnapshotReceiver receiver, Patience patience, boolean isAwaited, long nowMs) {
    if (receiver.piecesOut() == 0) {
      outcome.progressed(receiver.link());
    }
    if (!holdsOthers(receiver, isAwaited)) {
      receiver.holdsNobody();
      return;
    }
    receiver.holdsOthers(nowMs);
    outcome.holdsOthers(receiver.link(), receiver.heldForMs(nowMs), receiver.takenWhileHeld());
    receiver.forgetIfJudged(patience, nowMs);
  }

  /** The encoder stands still, or nearly so, as this one has not taken what another has. */
  private boolean holdsOthers(SnapshotReceiver receiver, boolean isAwaited) {
    boolean isFull = piecesOut > SnapshotFeed.PIECES / 2;
    boolean isBehind =
        receivers.values().stream().anyMatch(other -> other.piecesOut() < receiver.piecesOut());
    return receiver.piecesOut() > 0 && (isAwaited || (isFull && isBehind));
  }

  private void deliver(ByteBuffer piece) {
    List<SnapshotReceiver> takers = List.copyOf(receivers.values());
    bytes += piece.remaining();
    if (takers.isEmpty()) {
      feed.giveBack(piece);
      return;
    }
    piecesOut++;
    int[] waiting = {takers.size()};
    for (SnapshotReceiver taker : takers) {
      taker.handed();
      taker
          .link()
          .client()
          .connection()
          .write(piece.duplicate(), isSent -> taken(taker, piece, waiting, isSent));
      taker.link().client().connection().flush();
    }
  }

  private void taken(SnapshotReceiver taker, ByteBuffer piece, int[] waiting, boolean isSent) {
    taker.took(piece.remaining());
    if (--waiting[0] == 0) {
      piecesOut--;
      feed.giveBack(piece);
    }
    if (isSent && receivers.containsKey(taker.link())) {
      outcome.progressed(taker.link());
    }
  }

  private void finished() {
    ByteBuffer end =
        order.kind() == SnapshotKind.STREAMED
            ? ByteBuffer.wrap(new PayloadForm.Marker(order.marker()).bytes())
            : ByteBuffer.allocate(0);
    for (ReplicaLink link : links()) {
      link.client().connection().write(end.duplicate(), isSent -> finished(link, isSent));
      link.client().connection().flush();
    }
    outcome.ended(this);
  }

  private void finished(ReplicaLink link, boolean isSent) {
    if (isSent) {
      outcome.sent(link, bytes);
    }
  }

  /** The snapshot is still open if there was nowhere to write it. */
  private void broken(String reason) {
    closed();
    if (receivers.isEmpty()) {
      LOG.info("A snapshot is given up, as no replica waits for it any more");
    } else {
      LOG.warn("A snapshot for {} replicas failed: {}", receivers.size(), reason);
    }
    outcome.failed(this, reason);
    outcome.ended(this);
  }

  private void closed() {
    opened().close();
  }

  // ---- on the background thread

  private void deliverLater(ByteBuffer piece) {
    loop.execute(() -> deliver(piece));
  }

  private void encode() {
    try {
      if (order.kind() == SnapshotKind.STREAMED) {
        writeTo(feed);
        feed.finish();
      } else {
        spool();
      }
      loop.execute(this::finished);
    } catch (IOException | RuntimeException | Error broken) {
      String reason = DiskFault.reason(broken);
      loop.execute(() -> broken(reason));
    }
  }

  private void writeTo(OutputStream sink) throws IOException {
    try {
      boolean isDelayed = order.keyDelayMicros() > 0;
      RdbWriteOptions options = isDelayed ? order.options().withProgressEvery(1) : order.options();
      RdbProgress progress = isDelayed ? (_, _) -> delay() : (_, _) -> {};
      new RdbWriter(options).write(opened(), order.header(), sink, progress);
    } finally {
      loop.execute(this::closed);
    }
  }

  private void delay() {
    try {
      feed.pause(order.keyDelayMicros());
    } catch (IOException unwanted) {
      throw new UncheckedIOException(unwanted);
    }
  }

  private void spool() throws IOException {
    try {
      try (OutputStream file = new WantedFile(Files.newOutputStream(order.spool()), feed)) {
        writeTo(file);
      }
      long length = Files.size(order.spool());
      loop.execute(() -> ready(new PayloadForm.Length(length)));
      Files.copy(order.spool(), feed);
      feed.finish();
    } finally {
      Files.deleteIfExists(order.spool());
    }
  }
}
