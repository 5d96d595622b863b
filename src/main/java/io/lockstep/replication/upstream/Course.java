package io.lockstep.replication.upstream;

import org.jspecify.annotations.Nullable;

/**
 * What survives from one attempt to the next while the same master is followed.
 *
 * @param target the master
 * @param cached where to continue from, while that is known ("cached master")
 * @param speaksPsync whether this peer has ever understood PSYNC: then SYNC is never sent
 * @param failedLoads snapshots in a row that could not be loaded
 * @param dialedAtMs when the latest attempt began
 * @param downSinceMs when the link was lost, or {@link #NEVER_UP}
 * @param disowned why what was applied so far is not to be continued; null unless that is so
 */
public record Course(
    Target target,
    @Nullable Checkpoint cached,
    boolean speaksPsync,
    int failedLoads,
    long dialedAtMs,
    long downSinceMs,
    @Nullable String disowned) {
  public static final long NEVER_UP = -1;

  static Course to(Target target, @Nullable Checkpoint cached, long nowMs) {
    return new Course(target, cached, false, 0, nowMs, NEVER_UP, null);
  }

  Course dialedAt(long nowMs) {
    return new Course(target, cached, speaksPsync, failedLoads, nowMs, downSinceMs, disowned);
  }

  Course speakingPsync() {
    return new Course(target, cached, true, failedLoads, dialedAtMs, downSinceMs, disowned);
  }

  Course caching(@Nullable Checkpoint checkpoint) {
    return new Course(
        target, checkpoint, speaksPsync, failedLoads, dialedAtMs, downSinceMs, disowned);
  }

  Course disowning(String why) {
    return new Course(target, null, speaksPsync, failedLoads, dialedAtMs, downSinceMs, why);
  }

  /** Why the master is asked for a snapshot, or sends one. */
  String whyFull() {
    if (cached != null) {
      return "the master did not continue after offset %d of history %s"
          .formatted(cached.offset(), cached.replid());
    }
    return disowned == null ? "this node had no history to continue" : disowned;
  }

  Course loadFailed() {
    return new Course(
        target, cached, speaksPsync, failedLoads + 1, dialedAtMs, downSinceMs, disowned);
  }

  Course loaded() {
    return new Course(target, cached, speaksPsync, 0, dialedAtMs, downSinceMs, null);
  }

  Course downSince(long nowMs) {
    return new Course(target, cached, speaksPsync, failedLoads, dialedAtMs, nowMs, disowned);
  }

  long offset() {
    return cached == null ? -1 : cached.offset();
  }
}
