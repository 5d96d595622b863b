package io.lockstep.command;

import io.lockstep.resp.Request;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A browser that was led to send HTTP here: it is cut off before its body is taken for commands
 * (Redis, {@code securityWarningCommand}).
 */
final class SecurityWarning {

  private static final Logger LOG = LoggerFactory.getLogger(SecurityWarning.class);

  private SecurityWarning() {}

  /** Whether a request is the first line or the host header of HTTP. */
  static boolean isHttp(Request request) {
    return request.is(0, "POST") || request.is(0, "HOST:");
  }

  /** Cuts the client off without an answer. */
  static void abort(Client client) {
    LOG.warn(
        "Possible SECURITY ATTACK detected. It looks like somebody is sending POST or Host:"
            + " commands to Redis. This is likely due to an attacker attempting to use Cross"
            + " Protocol Scripting to compromise your Redis instance. Connection from {} aborted.",
        client.connection().remoteAddress());
    client.closeAfterReply();
    client.connection().abort();
  }
}
