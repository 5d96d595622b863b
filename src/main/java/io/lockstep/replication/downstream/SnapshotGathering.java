package io.lockstep.replication.downstream;

import io.lockstep.replication.downstream.ReplicaState.WaitBgsaveEnd;
import java.util.List;

/**
 * Decides when a snapshot is opened for the replicas that wait for one, and who shares it (Redis:
 * shouldStartChildReplication, startBgsaveForReplication).
 *
 * @param isDiskless repl-diskless-sync: stream the snapshot to those who understand it
 * @param delayMs repl-diskless-sync-delay: how long the first waits for company
 * @param enough repl-diskless-sync-max-replicas: do not wait when so many are there; 0 for no
 *     number
 * @param periodMs repl-diskless-sync-period: the least time between the beginnings of two
 *     snapshots, whoever they are for and however many wait
 */
public record SnapshotGathering(boolean isDiskless, long delayMs, int enough, long periodMs) {
  /** Stands for the beginning of a last snapshot when there was none. */
  public static final long NEVER = -1;

  /** How long replicas wait for the end of another snapshot before one is opened beside it. */
  public static final long BESIDE_AFTER_MS = 1_000;

  /** A replica in WaitBgsaveStart, by whatever number the engine knows it. */
  public record Waiting(long id, ReplicaState.WaitBgsaveStart state) {}

  public sealed interface Decision {}

  /** Nobody waits. */
  public record Nobody() implements Decision {}

  /** Others may come until then. */
  public record WaitUntil(long atMs) implements Decision {}

  /** Open a snapshot for these replicas now. */
  public record Open(SnapshotKind kind, List<Long> ids) implements Decision {}

  /**
   * Decides for the replica that came first, and for those that can share its snapshot; the others'
   * turn is next.
   *
   * @param waiting in order of arrival
   * @param isOtherOpen whether a snapshot is on its way to others
   * @param lastOpenedMs when the last one was opened, or {@link #NEVER}
   */
  public Decision decide(
      List<Waiting> waiting, boolean isOtherOpen, long lastOpenedMs, long nowMs) {
    if (waiting.isEmpty()) {
      return new Nobody();
    }
    Waiting first = waiting.getFirst();
    SnapshotKind kind = kindFor(first.state().profile());
    List<Long> together = sharing(first, waiting);
    long dueMs = first.state().sinceMs() + waitMs(kind, isOtherOpen);
    long gatheredMs = isEnough(together.size()) ? nowMs : dueMs;
    long openMs = Math.max(gatheredMs, endOfPeriodMs(lastOpenedMs, nowMs));
    return nowMs >= openMs ? new Open(kind, together) : new WaitUntil(openMs);
  }

  /** A beginning that is still to come is of a clock that was set back since. */
  private long endOfPeriodMs(long lastOpenedMs, long nowMs) {
    return lastOpenedMs == NEVER || lastOpenedMs > nowMs ? 0 : lastOpenedMs + periodMs;
  }

  private long waitMs(SnapshotKind kind, boolean isOtherOpen) {
    return Math.max(kind == SnapshotKind.STREAMED ? delayMs : 0, isOtherOpen ? BESIDE_AFTER_MS : 0);
  }

  /**
   * Who does not understand the marker needs the length, and so a spooled snapshot; a part of one
   * is streamed always.
   */
  public SnapshotKind kindFor(ReplicaProfile profile) {
    boolean isStreamed = isDiskless || profile.filter() != PayloadFilter.EVERYTHING;
    return isStreamed && profile.canEof() ? SnapshotKind.STREAMED : SnapshotKind.SPOOLED;
  }

  private static List<Long> sharing(Waiting first, List<Waiting> waiting) {
    ReplicaProfile profile = first.state().profile();
    return waiting.stream()
        .filter(other -> profile.sharesSnapshotWith(other.state().profile()))
        .map(Waiting::id)
        .toList();
  }

  private boolean isEnough(int count) {
    return enough > 0 && count >= enough;
  }

  /**
   * Whether a newcomer may join a snapshot that is already open for {@code other}: while it is
   * spooled all bytes since are pinned by the other's cursor.
   */
  public static boolean mayJoin(ReplicaProfile newcomer, ReplicaState other) {
    return other instanceof WaitBgsaveEnd end
        && end.kind() == SnapshotKind.SPOOLED
        && newcomer.sharesSnapshotWith(end.profile());
  }
}
