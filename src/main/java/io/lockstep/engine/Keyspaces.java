package io.lockstep.engine;

import static io.lockstep.command.parameter.DataParameters.LFU_DECAY_TIME;
import static io.lockstep.command.parameter.DataParameters.LFU_LOG_FACTOR;
import static io.lockstep.command.parameter.DataParameters.MAXMEMORY_POLICY;
import static io.lockstep.command.parameter.ServerParameters.DATABASES;

import io.lockstep.command.Settings;
import io.lockstep.command.parameter.Parameters;
import io.lockstep.keyspace.Keyspace;
import io.lockstep.keyspace.ValueLimits;
import io.lockstep.memory.PageSource;
import io.lockstep.rdb.KeyspaceFactory;
import java.time.InstantSource;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;

/** Opens keyspaces in the shape that the parameters give them. */
final class Keyspaces {

  private final Parameters parameters;
  private final InstantSource clock;
  private final RandomGenerator random;
  private final PageSource pages;

  Keyspaces(Parameters parameters, InstantSource clock, RandomGenerator random, PageSource pages) {
    this.parameters = parameters;
    this.clock = clock;
    this.random = random;
    this.pages = pages;
  }

  /** An empty keyspace. */
  Keyspace open() {
    return opener().open(OptionalLong.empty());
  }

  /**
   * Opens keyspaces on another thread: everything that it needs is read now. A keyspace takes the
   * hash seed that it is given, else a new one.
   */
  KeyspaceFactory opener() {
    int databases = Math.toIntExact(parameters.get(DATABASES));
    boolean byFrequency = parameters.get(MAXMEMORY_POLICY).endsWith("-lfu");
    int logFactor = Math.toIntExact(parameters.get(LFU_LOG_FACTOR));
    int decayMinutes = Math.toIntExact(parameters.get(LFU_DECAY_TIME));
    ValueLimits limits = Settings.valueLimits(parameters);
    long ownSeed = random.nextLong();
    return hashSeed -> {
      Keyspace keyspace = new Keyspace(databases, hashSeed.orElse(ownSeed), pages);
      keyspace.accessClock().advance(clock.millis());
      keyspace.accessClock().byFrequency(byFrequency);
      keyspace.limits(limits);
      keyspace.accessClock().frequencyRules(logFactor, decayMinutes);
      return keyspace;
    };
  }
}
