package io.lockstep.command;

import static io.lockstep.command.parameter.DataParameters.LFU_DECAY_TIME;
import static io.lockstep.command.parameter.DataParameters.LFU_LOG_FACTOR;
import static io.lockstep.command.parameter.DataParameters.MAXMEMORY_EVICTION_TENACITY;
import static io.lockstep.command.parameter.DataParameters.MAXMEMORY_POLICY;
import static io.lockstep.command.parameter.DataParameters.MAXMEMORY_SAMPLES;

import io.lockstep.command.parameter.Parameters;
import io.lockstep.keyspace.Database;
import io.lockstep.keyspace.Eviction;
import io.lockstep.keyspace.EvictionPolicy;
import io.lockstep.keyspace.Keyspace;
import java.util.Arrays;

/**
 * Keeps the data under {@code maxmemory} by evicting keys as the policy says (Redis, {@code
 * performEvictions}).
 *
 * <p>What counts is what a database could give back by deleting keys: records and hash tables that
 * commands can see. What only a snapshot can see does not count, nor does the backlog, the buffers
 * of connections or the Java heap; so a full resync evicts nothing. An empty node uses nothing, but
 * a limit that leaves no room for the table of a first key is one that it is over already, as Redis
 * is over any limit below what it takes to run.
 */
public final class MemoryGuard {

  /*
   * Redis bounds the time of one call by maxmemory-eviction-tenacity: 50 microseconds for each
   * step up to 10, then 15 % more for each. Here it is keys, of which some 20 go in 50 microseconds.
   */
  private static final int KEYS_PER_STEP = 20;
  private static final int LINEAR_STEPS = 10;
  private static final double GROWTH = 1.15;
  private static final int UNBOUNDED_TENACITY = 100;
  private static final int RELEASES_AT_ONCE = 1024;

  private final Node node;
  private EvictionPolicy policy = EvictionPolicy.NOEVICTION;
  private long effort;
  private Eviction eviction;

  MemoryGuard(Node node) {
    this.node = node;
    eviction = newEviction();
    Parameters parameters = node.parameters();
    parameters.follow(MAXMEMORY_EVICTION_TENACITY, tenacity -> effort = effort(tenacity));
    parameters.follow(MAXMEMORY_POLICY, _ -> keyspaceReplaced());
    parameters.onChange(MAXMEMORY_SAMPLES, _ -> keyspaceReplaced());
    parameters.onChange(LFU_LOG_FACTOR, _ -> keyspaceReplaced());
    parameters.onChange(LFU_DECAY_TIME, _ -> keyspaceReplaced());
  }

  private Eviction newEviction() {
    return new Eviction(node.keyspace(), node.random());
  }

  /** Tells the data that is there now how to be evicted. */
  void keyspaceReplaced() {
    Parameters parameters = node.parameters();
    policy = policy(parameters.get(MAXMEMORY_POLICY));
    eviction = newEviction();
    eviction.rules(policy, Math.toIntExact(parameters.get(MAXMEMORY_SAMPLES)));
    node.keyspace()
        .accessClock()
        .frequencyRules(
            Math.toIntExact(parameters.get(LFU_LOG_FACTOR)),
            Math.toIntExact(parameters.get(LFU_DECAY_TIME)));
  }

  private static EvictionPolicy policy(String configName) {
    return Arrays.stream(EvictionPolicy.values())
        .filter(policy -> policy.configName().equals(configName))
        .findFirst()
        .orElseThrow();
  }

  private static long effort(long tenacity) {
    if (tenacity >= UNBOUNDED_TENACITY) {
      return Long.MAX_VALUE;
    }
    long linear = KEYS_PER_STEP * Math.clamp(tenacity, 1L, (long) LINEAR_STEPS);
    double growth = Math.pow(GROWTH, (double) Math.max(0, tenacity - LINEAR_STEPS));
    return (long) ((double) linear * growth);
  }

  /** Bytes that count against {@code maxmemory}. */
  public long usedBytes() {
    return node.keyspace().bytesInUse();
  }

  /** Whether keys say how often they were used, not when. */
  public boolean isByFrequency() {
    return policy.isByFrequency();
  }

  /**
   * Evicts until the data fits or the effort of one call is spent; what is left is for the next
   * call. To be called before each command and by the cron.
   *
   * @return false if the data does not fit and no key may be evicted
   */
  public boolean makeRoom() {
    if (fits() || !isOurs()) {
      return true;
    }
    releaseCleared();
    boolean possible = true;
    for (long left = effort; left > 0 && possible && !fits(); left--) {
      possible = eviction.evictOne(this::evict);
      if (node.keyspace().isGivingUp()) {
        releaseCleared(); // a big value frees its memory bit by bit, or others would go in its
        // place
      }
    }
    node.propagation().finishUnwrapped();
    return possible || fits();
  }

  private boolean fits() {
    long limit = node.settings().maxmemory;
    return limit == 0 || Math.max(usedBytes(), Keyspace.LEAST_BYTES) <= limit;
  }

  /** A replica leaves it to its master; nobody evicts while clients are paused. */
  private boolean isOurs() {
    boolean obeys = node.replication().isReplica() && node.settings().replicaIgnoresMaxmemory;
    return !obeys && !node.isLoading() && !node.pause().isActive(node.nowMs());
  }

  /** What was flushed goes first; it is only waiting to be given back. */
  private void releaseCleared() {
    boolean more = true;
    while (more && !fits()) {
      more = node.keyspace().releaseRetired(RELEASES_AT_ONCE);
    }
  }

  private void evict(Database database, int record) {
    node.liveKeys().evict(database.index(), record);
  }
}
