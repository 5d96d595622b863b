package io.lockstep.engine;

import io.lockstep.keyspace.Snapshot;
import io.lockstep.rdb.RdbHeader;
import io.lockstep.rdb.RdbWriteOptions;
import io.lockstep.rdb.RdbWriter;
import io.lockstep.replication.PayloadForm;
import io.lockstep.replication.downstream.SnapshotKind;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
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
    void ready(PayloadForm form);

    /** A socket has taken a piece. */
    void progressed(ReplicaLink link);

    /** A socket has taken everything. */
    void sent(ReplicaLink link, long bytes);

    /** Nobody reads the snapshot any more; it is to be closed. */
    void encoded(Snapshot snapshot);

    /** It can't be completed. */
    void failed(String reason);

    /** Nothing more will come of it. */
    void ended();
  }

  private final Snapshot snapshot;
  private final RdbHeader header;
  private final RdbWriteOptions options;
  private final SnapshotKind kind;
  private final String marker;
  private final Path spool;
  private final EngineLoop loop;
  private final Outcome outcome;
  private final List<ReplicaLink> links;
  private final SnapshotFeed feed = new SnapshotFeed(this::deliverLater);
  private long bytes;

  SnapshotRun(
      Snapshot snapshot,
      RdbHeader header,
      RdbWriteOptions options,
      SnapshotKind kind,
      String marker,
      Path spool,
      EngineLoop loop,
      List<ReplicaLink> links,
      Outcome outcome) {
    this.snapshot = snapshot;
    this.header = header;
    this.options = options;
    this.kind = kind;
    this.marker = marker;
    this.spool = spool;
    this.loop = loop;
    this.links = new ArrayList<>(links);
    this.outcome = outcome;
  }

  // ---- on the engine's thread

  /** Starts to encode. */
  void start(Executor background) {
    if (kind == SnapshotKind.STREAMED) {
      outcome.ready(new PayloadForm.Marker(marker));
    }
    background.execute(this::encode);
  }

  /** The replicas that still wait for it. */
  List<ReplicaLink> links() {
    return links;
  }

  /** A replica is gone; without any other, encoding stops. */
  void leave(ReplicaLink link) {
    if (links.remove(link) && links.isEmpty()) {
      feed.cancel();
    }
  }

  private void deliver(ByteBuffer piece) {
    List<ReplicaLink> receivers = List.copyOf(links);
    bytes += piece.remaining();
    if (receivers.isEmpty()) {
      feed.giveBack(piece);
      return;
    }
    int[] waiting = {receivers.size()};
    for (ReplicaLink link : receivers) {
      link.client()
          .connection()
          .write(piece.duplicate(), isSent -> taken(link, piece, waiting, isSent));
      link.client().connection().flush();
    }
  }

  private void taken(ReplicaLink link, ByteBuffer piece, int[] waiting, boolean isSent) {
    if (--waiting[0] == 0) {
      feed.giveBack(piece);
    }
    if (isSent && links.contains(link)) {
      outcome.progressed(link);
    }
  }

  private void finished() {
    ByteBuffer end =
        kind == SnapshotKind.STREAMED
            ? ByteBuffer.wrap(new PayloadForm.Marker(marker).bytes())
            : ByteBuffer.allocate(0);
    for (ReplicaLink link : List.copyOf(links)) {
      link.client().connection().write(end.duplicate(), isSent -> finished(link, isSent));
      link.client().connection().flush();
    }
    outcome.ended();
  }

  private void finished(ReplicaLink link, boolean isSent) {
    if (isSent) {
      outcome.sent(link, bytes);
    }
  }

  private void failed(String reason) {
    LOG.warn("A snapshot for {} replicas failed: {}", links.size(), reason);
    outcome.failed(reason);
    outcome.ended();
  }

  // ---- on the background thread

  private void deliverLater(ByteBuffer piece) {
    loop.execute(() -> deliver(piece));
  }

  private void encode() {
    try {
      if (kind == SnapshotKind.STREAMED) {
        stream();
      } else {
        spool();
      }
      loop.execute(this::finished);
    } catch (IOException | RuntimeException | Error broken) {
      String reason = String.valueOf(broken.getMessage());
      loop.execute(() -> failed(reason));
    }
  }

  private void stream() throws IOException {
    writeTo(feed);
    feed.finish();
  }

  private void writeTo(OutputStream sink) throws IOException {
    try {
      new RdbWriter(options).write(snapshot, header, sink);
    } finally {
      loop.execute(() -> outcome.encoded(snapshot));
    }
  }

  private void spool() throws IOException {
    try {
      try (OutputStream file = Files.newOutputStream(spool)) {
        writeTo(file);
      }
      long length = Files.size(spool);
      loop.execute(() -> outcome.ready(new PayloadForm.Length(length)));
      Files.copy(spool, feed);
      feed.finish();
    } finally {
      Files.deleteIfExists(spool);
    }
  }
}
