package io.lockstep.engine;

import io.lockstep.command.Client;
import io.lockstep.command.Node;
import io.lockstep.command.parameter.value.OutputLimit;
import io.lockstep.command.parameter.value.OutputLimits;

/**
 * Tells who does not read replies, by {@code client-output-buffer-limit}: at once beyond the hard
 * limit, or when it stays beyond the soft one for too long. Replicas are held to their own class,
 * by what their cursors lack.
 */
final class OutputLimitCheck {

  private static final long SECOND_MS = 1_000;

  private final Node node;

  OutputLimitCheck(Node node) {
    this.node = node;
  }

  /** Whether there is any limit for this session. */
  boolean isLimited(Session session) {
    return isHeldToIt(session) && limit(session).highest() > 0;
  }

  /** How many more bytes the client may be answered at once. */
  long room(Session session) {
    long hard = limit(session).hardBytes();
    return hard == 0 || !isHeldToIt(session)
        ? Long.MAX_VALUE
        : hard - 1 - session.client().connection().unsentBytes();
  }

  /** Whether the session's unsent replies are beyond the limit. */
  boolean isBeyond(Session session) {
    OutputLimit limit = limit(session);
    if (!isLimited(session)) {
      return false;
    }
    long unsent = session.client().connection().unsentBytes();
    return (limit.hardBytes() > 0 && unsent >= limit.hardBytes())
        || isTooLongBeyond(session, limit, unsent);
  }

  private OutputLimit limit(Session session) {
    OutputLimits limits = node.settings().outputLimits;
    return session.client().kind() == Client.Kind.PUBSUB ? limits.pubsub() : limits.normal();
  }

  private static boolean isHeldToIt(Session session) {
    Client.Kind kind = session.client().kind();
    return kind == Client.Kind.NORMAL || kind == Client.Kind.PUBSUB;
  }

  private boolean isTooLongBeyond(Session session, OutputLimit limit, long unsent) {
    if (limit.softBytes() == 0 || unsent < limit.softBytes()) {
      session.softLimitSinceMs = -1;
      return false;
    }
    if (session.softLimitSinceMs < 0) {
      session.softLimitSinceMs = node.nowMs();
    }
    return node.nowMs() - session.softLimitSinceMs > limit.softSeconds() * SECOND_MS;
  }
}
