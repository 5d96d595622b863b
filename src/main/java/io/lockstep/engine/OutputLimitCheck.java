package io.lockstep.engine;

import io.lockstep.command.Client;
import io.lockstep.command.Node;
import io.lockstep.command.parameter.value.OutputLimit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Closes a client that does not read its replies, by {@code client-output-buffer-limit}: at once
 * beyond the hard limit, or when it stays beyond the soft one for too long.
 */
final class OutputLimitCheck {

  private static final Logger LOG = LoggerFactory.getLogger(OutputLimitCheck.class);

  private final Node node;

  OutputLimitCheck(Node node) {
    this.node = node;
  }

  /** Closes the session if its unsent replies are beyond the limit of its kind. */
  void check(Session session) {
    if (session.client().kind() != Client.Kind.NORMAL) {
      return; // replicas are held to their own class, by what their cursors lack
    }
    long unsent = session.client().connection().unsentBytes();
    OutputLimit limit = node.settings().outputLimits.normal();
    if (unsent == 0 || (limit.hardBytes() == 0 && limit.softBytes() == 0)) {
      session.softLimitSinceMs = -1;
    } else if (isBeyond(session, limit, unsent)) {
      LOG.warn(
          "Client {} scheduled to be closed ASAP for overcoming of output buffer limits.",
          session.client().connection().remoteAddress());
      session.client().connection().abort();
    }
  }

  private boolean isBeyond(Session session, OutputLimit limit, long unsent) {
    if (limit.hardBytes() > 0 && unsent >= limit.hardBytes()) {
      return true;
    }
    if (limit.softBytes() == 0 || unsent < limit.softBytes()) {
      session.softLimitSinceMs = -1;
      return false;
    }
    if (session.softLimitSinceMs < 0) {
      session.softLimitSinceMs = node.nowMs();
    }
    return node.nowMs() - session.softLimitSinceMs > limit.softSeconds() * 1000;
  }
}
