package io.lockstep.replication.downstream;

/**
 * How many good replicas a master needs to accept writes (min-replicas-to-write,
 * min-replicas-max-lag).
 *
 * @param toWrite how many; 0 turns the rule off
 * @param maxLagSeconds how old the last acknowledgement of a good one may be; 0 turns the rule off
 */
public record MinReplicas(int toWrite, int maxLagSeconds) {
  public static final MinReplicas OFF = new MinReplicas(0, 10);

  public boolean isOn() {
    return toWrite > 0 && maxLagSeconds > 0;
  }

  /** Whether a replica is online and has acknowledged recently enough. */
  public boolean isGood(ReplicaState replica, long nowMs) {
    return replica instanceof ReplicaState.Online && replica.lagSeconds(nowMs) <= maxLagSeconds;
  }

  /** Whether a master with so many good replicas may write. */
  public boolean permitsWrites(int good) {
    return !isOn() || good >= toWrite;
  }
}
