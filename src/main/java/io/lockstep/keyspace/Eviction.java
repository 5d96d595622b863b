package io.lockstep.keyspace;

import io.lockstep.memory.Records;
import java.util.random.RandomGenerator;

/**
 * Chooses keys to give up when memory is short, by sampling with a pool of good candidates. The
 * rules are those of Redis' {@code evict.c}.
 */
public final class Eviction {
  private static final int MAX_ROUNDS = 64;
  private static final int MAX_FREQUENCY = 255;

  private final Keyspace keyspace;
  private final Records records;
  private final RecordStore store;
  private final RandomGenerator random;
  private final EvictionPool pool = new EvictionPool();
  private EvictionPolicy policy = EvictionPolicy.NOEVICTION;
  private int samples = 5;
  private int nextDatabase;

  public Eviction(Keyspace keyspace, RandomGenerator random) {
    this.keyspace = keyspace;
    this.records = keyspace.records();
    this.store = keyspace.store();
    this.random = random;
  }

  /** The parameters maxmemory-policy and maxmemory-samples. */
  public void rules(EvictionPolicy newPolicy, int newSamples) {
    policy = newPolicy;
    samples = newSamples;
    pool.clear();
    keyspace.accessClock().byFrequency(newPolicy.isByFrequency());
  }

  /** Chooses one key; false when no key may be evicted. */
  public boolean evictOne(RecordVictims victims) {
    return switch (policy.order()) {
      case NONE -> false;
      case RANDOM -> evictAny(victims);
      case IDLE, FREQUENCY, TTL -> evictBest(victims);
    };
  }

  private boolean evictAny(RecordVictims victims) {
    for (int turn = 0; turn < keyspace.databaseCount(); turn++) {
      Database database = keyspace.database(nextDatabase);
      nextDatabase = (nextDatabase + 1) % keyspace.databaseCount();
      int record = randomFrom(database);
      if (record != Database.NONE) {
        victims.take(database, record);
        return true;
      }
    }
    return false;
  }

  private int randomFrom(Database database) {
    return policy.onlyVolatile()
        ? database.randomVolatileRecord(random)
        : database.randomRecord(random);
  }

  private boolean evictBest(RecordVictims victims) {
    for (int round = 0; round < MAX_ROUNDS; round++) {
      fillPool();
      if (pool.isEmpty()) {
        return false;
      }
      if (evictFromPool(victims)) {
        return true;
      }
    }
    return false;
  }

  private void fillPool() {
    for (int index = 0; index < keyspace.databaseCount(); index++) {
      Database database = keyspace.database(index);
      long candidates = policy.onlyVolatile() ? database.volatileSize() : database.size();
      for (int taken = 0; taken < Math.min(samples, candidates); taken++) {
        offer(database, randomFrom(database));
      }
    }
  }

  private void offer(Database database, int record) {
    pool.offer(score(record), database.index(), store.hashOf(record), record);
  }

  private long score(int record) {
    AccessClock clock = keyspace.accessClock();
    return switch (policy.order()) {
      case IDLE -> clock.idleSeconds(records.accessClock(record));
      case FREQUENCY -> MAX_FREQUENCY - clock.frequency(records.accessClock(record));
      case TTL -> Long.MAX_VALUE - records.expireAtMs(record);
      case NONE, RANDOM -> 0;
    };
  }

  /** A candidate may have gone since it was sampled: then it is the next one's turn. */
  private boolean evictFromPool(RecordVictims victims) {
    while (!pool.isEmpty()) {
      Database database = keyspace.database(pool.bestDatabase());
      int record = pool.bestRecord();
      int hash = pool.bestHash();
      pool.removeBest();
      if (database.contains(hash, record, policy.onlyVolatile())) {
        victims.take(database, record);
        return true;
      }
    }
    return false;
  }
}
