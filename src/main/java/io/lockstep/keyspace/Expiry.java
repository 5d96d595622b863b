package io.lockstep.keyspace;

import io.lockstep.memory.Records;
import java.util.Arrays;

/**
 * Active expiry: sweeps the volatile keys in small portions, and stays with a database as long as
 * more than one in ten is stale. The rules are those of Redis' {@code activeExpireCycle}.
 */
public final class Expiry {
  private static final int KEYS_PER_LOOP = 20;
  private static final int ACCEPTABLE_STALE_PERCENT = 10;

  private final Keyspace keyspace;
  private final Records records;
  private int nextDatabase;
  private int[] sample = new int[KEYS_PER_LOOP];
  private int sampled;
  private double stalePercent;

  public Expiry(Keyspace keyspace) {
    this.keyspace = keyspace;
    this.records = keyspace.records();
  }

  /**
   * Looks at about so many keys in all databases in turn; returns how many were stale. A cycle that
   * uses up its effort goes on with the next database in the next call.
   */
  public int cycle(long nowMs, int effort, RecordVictims victims) {
    int examined = 0;
    int expired = 0;
    for (int turn = 0; turn < keyspace.databaseCount() && examined < effort; turn++) {
      Database database = keyspace.database(nextDatabase);
      nextDatabase = (nextDatabase + 1) % keyspace.databaseCount();
      boolean again = true;
      while (again && examined < effort) {
        int stale = loop(database, nowMs, victims);
        examined += sampled;
        expired += stale;
        again = stale * 100 > sampled * ACCEPTABLE_STALE_PERCENT;
      }
    }
    noteStale(examined, expired);
    return expired;
  }

  private int loop(Database database, long nowMs, RecordVictims victims) {
    sampled = 0;
    if (database.volatileSize() == 0) {
      database.forgetTtl();
      return 0;
    }
    collect(database);
    int stale = 0;
    long ttlSum = 0;
    for (int index = 0; index < sampled; index++) {
      long ttlMs = records.expireAtMs(sample[index]) - nowMs;
      if (ttlMs < 0) {
        victims.take(database, sample[index]);
        stale++;
      } else {
        ttlSum += ttlMs;
      }
    }
    if (sampled > stale) {
      database.noteTtl(ttlSum / (sampled - stale));
    }
    return stale;
  }

  /** Takes the sample first, so that victims can be deleted while it is gone through. */
  private void collect(Database database) {
    database.sweepVolatiles(KEYS_PER_LOOP, this::add);
    if (sampled == 0) {
      database.sweepVolatiles(KEYS_PER_LOOP, this::add); // it was at the end: from the start
    }
  }

  private void add(int record) {
    if (sampled == sample.length) {
      sample = Arrays.copyOf(sample, sampled * 2);
    }
    sample[sampled++] = record;
  }

  private void noteStale(int examined, int expired) {
    double percent = examined == 0 ? 0 : 100.0 * expired / examined;
    stalePercent = percent * 0.05 + stalePercent * 0.95;
  }

  /** INFO's expired_stale_perc: a running estimate of volatile keys that are stale. */
  public double stalePercent() {
    return stalePercent;
  }
}
