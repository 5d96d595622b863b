package io.lockstep.replication.downstream;

/**
 * What an operator may say about replicas.
 *
 * @param timeoutMs repl-timeout: a replica that neither acknowledges nor takes bytes for longer is
 *     dropped
 * @param outputLimit client-output-buffer-limit replica
 */
public record DownstreamSettings(long timeoutMs, OutputLimit outputLimit) {
  public static final DownstreamSettings REDIS_DEFAULT =
      new DownstreamSettings(60_000, OutputLimit.REDIS_DEFAULT);
}
