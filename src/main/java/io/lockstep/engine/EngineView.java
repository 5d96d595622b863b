package io.lockstep.engine;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the engine publishes for people: one immutable picture, replaced some ten times a second and
 * at each transition. Offsets and sizes are in bytes, times in milliseconds since 1970, ages and
 * lags in milliseconds.
 *
 * @param atMs when the picture was taken
 * @param nodeId the run id, 40 hexadecimal digits, new at each start
 * @param port the RESP port
 * @param role what the node is in replication
 * @param history the replication history: which stream the node's data is a state of
 * @param upstream the link to the master; null on a master
 * @param replicas the replicas attached, oldest first
 * @param backlog the window of the stream that is retained
 * @param transitions the latest transitions of all links, newest last
 * @param traffic what was counted since the start
 * @param data how much is stored
 * @param works what goes on with all of the data
 * @param file the file that the node is loaded from
 * @param shrink what a full resync would have taken away, or has; null if there was none
 * @param fault what stopped the engine; null while it is well
 */
public record EngineView(
    long atMs,
    String nodeId,
    int port,
    Role role,
    HistoryView history,
    @Nullable UpstreamView upstream,
    List<ReplicaView> replicas,
    BacklogView backlog,
    List<TransitionView> transitions,
    TrafficView traffic,
    DataView data,
    WorksView works,
    FileView file,
    @Nullable ShrinkView shrink,
    @Nullable String fault) {

  /** The role in replication. */
  public enum Role {
    MASTER,
    REPLICA
  }

  /**
   * A replication history.
   *
   * @param replid 40 hexadecimal digits
   * @param replid2 the history before the last switch, 40 zeros if none
   * @param secondOffset up to which offset {@code replid2} holds; −1 if none
   * @param offset the last byte produced or applied
   */
  public record HistoryView(String replid, String replid2, long secondOffset, long offset) {}

  /**
   * The link to the master.
   *
   * @param replState Redis' name of the link's state, such as {@code CONNECTED}
   * @param isUp whether the stream flows
   * @param lastIoAgeMs since when nothing came from the master; −1 without a link
   * @param downSinceMs when the link went down; −1 while up, 0 if it never was up
   * @param appliedOffset the last byte applied
   * @param readOffset the last byte read from the socket
   * @param transfer the full resync going on; null if none
   * @param lastSync how the last PSYNC ended; null before the first
   */
  public record UpstreamView(
      String host,
      int port,
      String replState,
      boolean isUp,
      long lastIoAgeMs,
      long downSinceMs,
      long appliedOffset,
      long readOffset,
      @Nullable TransferView transfer,
      @Nullable LastSyncView lastSync) {}

  /**
   * A full resync that is going on.
   *
   * @param totalBytes the payload's size; −1 when the master streams it
   */
  public record TransferView(long totalBytes, long readBytes, long keysLoaded, long startedAtMs) {}

  /**
   * How a PSYNC ended.
   *
   * @param kind {@code full} or {@code partial}
   * @param reason why a full resync was needed, or what was resumed
   */
  public record LastSyncView(String kind, String reason, long atMs, long durationMs, long bytes) {}

  /**
   * A replica of this node.
   *
   * @param state Redis' name: {@code wait_bgsave}, {@code send_bulk} or {@code online}
   * @param ackOffset the last offset it acknowledged
   * @param lagBytes bytes of the stream that it has not acknowledged
   * @param lagMs how long ago it last was known to have everything acknowledged up to now; 0 when
   *     it is level, −1 before its first acknowledgement
   * @param ackAgeMs since when it has not acknowledged; −1 before its first
   * @param unsentBytes bytes of the stream not yet handed to its socket
   */
  public record ReplicaView(
      long clientId,
      String ip,
      int port,
      String state,
      long ackOffset,
      long lagBytes,
      long lagMs,
      long ackAgeMs,
      long unsentBytes,
      LastSyncView sync) {}

  /**
   * The retained window: offsets {@code firstOffset} to {@code firstOffset + length - 1}.
   *
   * @param isActive whether a backlog exists
   */
  public record BacklogView(boolean isActive, long firstOffset, long length, long sizeLimit) {}

  /**
   * One transition of a link: its direction ({@code upstream} or the replica's address) and why.
   */
  public record TransitionView(
      long atMs, String link, String from, String to, String cause, long offset) {}

  /** Counts since the start, or since CONFIG RESETSTAT. */
  public record TrafficView(
      long commands,
      long connections,
      int connectedClients,
      long inputBytes,
      long outputBytes,
      long fullSyncs,
      long partialSyncs,
      long refusedPartialSyncs,
      long expiredKeys,
      long expiredSubkeys,
      long evictedKeys,
      long keyspaceHits,
      long keyspaceMisses) {}

  /**
   * How much is stored.
   *
   * @param bytesInUse bytes of live data and tables
   * @param bytesReserved bytes held from the operating system for them
   * @param maxmemory the limit; 0 for none
   * @param openSnapshots how many snapshots are being read
   * @param lastSnapshotOpenNanos what opening the last snapshot took; −1 before the first
   */
  public record DataView(
      long keys,
      long keysWithExpiry,
      long bytesInUse,
      long bytesReserved,
      long maxmemory,
      int openSnapshots,
      long lastSnapshotOpenNanos) {}

  /**
   * The works with all of the data, by their kind.
   *
   * @param fullResync the snapshot that a master sends
   * @param save the file that is written
   * @param load the file that is loaded at the start
   * @param swap whether the data made room for the last full resync; null before the first
   */
  public record WorksView(
      WorkView fullResync, WorkView save, WorkView load, @Nullable SwapView swap) {}

  /**
   * Whether the data and the snapshot of a full resync fit beside each other.
   *
   * @param ownBytes what the data took
   * @param comingBytes what the snapshot was expected to take; −1 if that was not known
   * @param limitBytes what both may take together
   * @param verdict {@code beside}: the data stayed until the snapshot was whole; {@code
   *     flush_first}; {@code protected}: it should have made room, but may have been the last good
   *     copy; {@code unknown}
   */
  public record SwapView(
      long atMs, long ownBytes, long comingBytes, long limitBytes, String verdict) {}

  /**
   * One kind of work.
   *
   * @param current the one that goes on; null if none does
   * @param last the one that ended last; null if none has
   */
  public record WorkView(@Nullable ProgressView current, @Nullable ProgressView last) {}

  /**
   * How far a work has got. What is not known is −1.
   *
   * @param endedAtMs when it ended; −1 while it goes on
   * @param totalKeys how many keys were announced so far
   * @param bytesPerSecond the mean since it began
   * @param etaSeconds how long the rest takes at that speed
   * @param outcome {@code ok}, or why it has not succeeded; null while it goes on
   */
  public record ProgressView(
      long beganAtMs,
      long endedAtMs,
      long bytes,
      long totalBytes,
      long keys,
      long totalKeys,
      long bytesPerSecond,
      long etaSeconds,
      @Nullable String outcome) {}

  /**
   * The file that the node is loaded from when it starts.
   *
   * @param folder where it is
   * @param isInUse whether it is being written or loaded
   */
  public record FileView(String folder, String name, boolean isInUse) {}

  /**
   * A full resync that left far less than there was.
   *
   * @param file where the former data was kept, beside the node's file; null if it was not
   * @param isHeld whether the snapshot waits to be confirmed, and the data is still the former
   */
  public record ShrinkView(
      long atMs, long keysBefore, long keysAfter, @Nullable String file, boolean isHeld) {}
}
