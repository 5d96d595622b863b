package io.lockstep.replication.downstream;

/**
 * What an operator may say about replicas.
 *
 * @param timeoutMs repl-timeout: a replica that neither acknowledges nor takes bytes for longer is
 *     dropped
 * @param outputLimit client-output-buffer-limit replica
 * @param patience repl-sync-min-rate, repl-sync-patience
 */
public record DownstreamSettings(long timeoutMs, OutputLimit outputLimit, Patience patience) {
  /** As these; the replica may leave more unsent. */
  public DownstreamSettings withLimitDoubled(int times) {
    return new DownstreamSettings(timeoutMs, outputLimit.doubled(times), patience);
  }
}
