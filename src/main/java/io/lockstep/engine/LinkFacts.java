package io.lockstep.engine;

import io.lockstep.replication.upstream.Course;
import io.lockstep.replication.upstream.LinkState;

/**
 * What a link's state says of time.
 *
 * @param lastIoMs when the master last sent something; −1 without a link
 * @param downSinceMs when the link was lost; −1 if it never was up
 */
record LinkFacts(long lastIoMs, long downSinceMs) {

  private static final long NEVER = -1;

  static LinkFacts of(LinkState state) {
    return switch (state) {
      case LinkState.None _ -> new LinkFacts(NEVER, NEVER);
      case LinkState.Connected connected -> new LinkFacts(connected.lastIoMs(), NEVER);
      case LinkState.Receiving receiving ->
          new LinkFacts(receiving.lastIoMs(), downSince(receiving.course()));
      case LinkState.Following following -> new LinkFacts(NEVER, downSince(following.course()));
    };
  }

  private static long downSince(Course course) {
    return course.downSinceMs() == Course.NEVER_UP ? NEVER : course.downSinceMs();
  }

  /** How long nothing has come from the master; −1 000 without a link, so that seconds read −1. */
  long lastIoAgeMs(long nowMs) {
    return lastIoMs == NEVER ? -1_000 : Math.max(0, nowMs - lastIoMs);
  }

  /** How long the link has been down; −1 000 if it never was up. */
  long downAgeMs(long nowMs) {
    return downSinceMs == NEVER ? -1_000 : Math.max(0, nowMs - downSinceMs);
  }
}
