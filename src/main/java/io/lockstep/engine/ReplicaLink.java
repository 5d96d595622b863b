package io.lockstep.engine;

import io.lockstep.command.Client;
import io.lockstep.replication.LogCursor;
import io.lockstep.replication.downstream.PayloadFilter;
import io.lockstep.replication.downstream.ReplicaState;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** One replica of this node: where it stands, and its place in the log. */
final class ReplicaLink {

  /** Bytes handed to a socket at once. */
  private static final int VIEW_BYTES = 256 << 10;

  private final Client client;
  private ReplicaState state;
  private @Nullable LogCursor cursor;
  private boolean isStreaming;
  private boolean isWriting;
  private boolean isClosed;
  private boolean isUncertain; // whether it can read its snapshot, which is on its way
  private boolean hasWholeSnapshot;
  private boolean hasAcknowledged;
  private long pendingOffset = -1;
  private long pendingSinceMs;
  private EngineView.LastSyncView sync = new EngineView.LastSyncView("none", "", 0, 0, 0);

  /** How often its output limit is doubled, after full resyncs that the limit ended. */
  int limitDoublings;

  /** A client that talks about replication. */
  ReplicaLink(Client client, ReplicaState state) {
    this.client = client;
    this.state = state;
  }

  Client client() {
    return client;
  }

  ReplicaState state() {
    return state;
  }

  void state(ReplicaState next) {
    state = next;
  }

  /** Whether INFO lists it. */
  boolean isListed() {
    return !state.infoName().isEmpty();
  }

  /** How its last PSYNC ended, or is going on. */
  EngineView.LastSyncView sync() {
    return sync;
  }

  /** It asked to be synchronized. */
  void asked(EngineView.LastSyncView begun) {
    sync = begun;
  }

  /** A snapshot is on its way, which it perhaps cannot read. */
  void mayNotRead() {
    isUncertain = true;
  }

  /** It has got so far as to say what it has applied. */
  void acknowledged() {
    hasAcknowledged = true;
  }

  /** Whether its end means that its snapshot was of no use to it. */
  boolean brokeOff() {
    return !hasAcknowledged
        && announcesPort()
        && switch (state) {
          case ReplicaState.Online online -> hasWholeSnapshot && online.isNumbered();
          case ReplicaState.WaitBgsaveEnd end -> isUncertain && end.isNumbered();
          case ReplicaState.SendBulk bulk -> isUncertain && bulk.isNumbered();
          case ReplicaState.Handshake _,
              ReplicaState.WaitBgsaveStart _,
              ReplicaState.RdbTransmitted _,
              ReplicaState.Dropped _ ->
              false;
        };
  }

  /** Its socket has taken the whole snapshot. */
  void synced(long bytes, long nowMs) {
    hasWholeSnapshot = true;
    long durationMs = nowMs - sync.atMs();
    sync = new EngineView.LastSyncView("full", sync.reason(), nowMs, durationMs, bytes);
  }

  void open(LogCursor place) {
    cursor = place;
  }

  void startStream() {
    isStreaming = true;
    feed();
  }

  /** Bytes of the stream that its socket has not taken. */
  long bytesBehind() {
    return cursor == null ? 0 : cursor.bytesBehind();
  }

  /** Hands the socket what is new; one view is on its way at a time. */
  void feed() {
    if (!isStreaming || isWriting || isClosed || cursor == null) {
      return;
    }
    ByteBuffer view = cursor.peek(VIEW_BYTES);
    if (!view.hasRemaining()) {
      return;
    }
    int count = view.remaining();
    isWriting = true;
    client.connection().write(view, isSent -> written(isSent ? count : 0));
    client.connection().flush();
  }

  /** A failed write leaves the cursor where it is; the connection's end is told apart. */
  private void written(int count) {
    isWriting = false;
    if (isClosed) {
      closeCursor();
    } else if (count > 0 && cursor != null && cursor.isOpen()) {
      cursor.advance(count);
      feed();
    }
  }

  /** Lets go of the log, once nothing of it is on its way any more. */
  void close() {
    isClosed = true;
    if (!isWriting) {
      closeCursor();
    }
  }

  private void closeCursor() {
    if (cursor != null) {
      cursor.close();
      cursor = null;
    }
  }

  // ---- where others reach it

  /** The address it announced, else that of its connection. */
  String address() {
    String announced = state.profile().address();
    if (!announced.isEmpty()) {
      return announced;
    }
    String remote = client.connection().remoteAddress();
    return remote.substring(0, Math.max(0, remote.lastIndexOf(':')));
  }

  /** How logs name it: the address and port where others reach it. */
  String name() {
    return port() > 0 ? address() + ":" + port() : client.connection().remoteAddress();
  }

  /** Where it was and will be again, as far as it says so. */
  String place() {
    return address() + ":" + port();
  }

  /** The port it announced; 0 if it did not. */
  int port() {
    return state.profile().listeningPort();
  }

  /** Tools announce none, and come back when their user wants. */
  boolean announcesPort() {
    return port() != 0;
  }

  /** Whether it wants its snapshot in the form that only Lockstep reads. */
  boolean takesLockstepSnapshot() {
    return state.profile().takesLockstepSnapshot();
  }

  /** What of a snapshot it wants. */
  PayloadFilter filter() {
    return state.profile().filter();
  }

  /** How long it has not acknowledged; −1 before its first. */
  long ackAgeMs(long nowMs) {
    return state instanceof ReplicaState.Online online && online.ackOffset() > 0
        ? nowMs - online.ackAtMs()
        : -1;
  }

  // ---- lag

  /*
   * The lag in milliseconds is how long the oldest byte that we know to be unacknowledged has been
   * waiting: one mark is set on the stream's end, and moved when it is acknowledged.
   */

  /** Notes what was acknowledged, against the end of the stream. */
  void measureLag(long logOffset, long nowMs) {
    long acked = state.ackOffset();
    if (acked >= logOffset) {
      pendingOffset = -1;
    } else if (pendingOffset < 0 || acked >= pendingOffset) {
      pendingOffset = logOffset;
      pendingSinceMs = nowMs;
    }
  }

  /** Milliseconds since when a byte has been waiting for its acknowledgement; 0 when level. */
  long lagMs(long nowMs) {
    if (!(state instanceof ReplicaState.Online online) || !online.isNumbered()) {
      return -1;
    }
    return pendingOffset < 0 ? 0 : nowMs - pendingSinceMs;
  }
}
