package io.lockstep.replication.upstream;

import org.jspecify.annotations.Nullable;

/**
 * What an operator may say about the link to the master.
 *
 * @param timeoutMs repl-timeout: silence after which the link is given up, in every phase
 * @param connectTimeoutMs how long one attempt to connect may take; shorter than repl-timeout, so
 *     that an address that has moved is looked up again soon
 * @param user masteruser, if any
 * @param password masterauth, if any
 * @param listeningPort the port to announce: replica-announce-port, or the listener's
 * @param announcedAddress replica-announce-ip, if any
 */
public record UpstreamSettings(
    long timeoutMs,
    long connectTimeoutMs,
    @Nullable String user,
    @Nullable String password,
    int listeningPort,
    @Nullable String announcedAddress) {
  public static final long REPL_TIMEOUT_MS = 60_000;
  public static final long CONNECT_TIMEOUT_MS = 5_000;

  /** Redis' defaults. */
  public static UpstreamSettings on(int listeningPort) {
    return new UpstreamSettings(
        REPL_TIMEOUT_MS, CONNECT_TIMEOUT_MS, null, null, listeningPort, null);
  }

  public UpstreamSettings withCredentials(@Nullable String newUser, @Nullable String newPassword) {
    return new UpstreamSettings(
        timeoutMs, connectTimeoutMs, newUser, newPassword, listeningPort, announcedAddress);
  }

  public UpstreamSettings announcing(String address) {
    return new UpstreamSettings(
        timeoutMs, connectTimeoutMs, user, password, listeningPort, address);
  }

  @Override
  public String toString() {
    return "UpstreamSettings[timeoutMs=%d, listeningPort=%d]".formatted(timeoutMs, listeningPort);
  }
}
