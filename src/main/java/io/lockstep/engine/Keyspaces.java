package io.lockstep.engine;

import static io.lockstep.command.parameter.DataParameters.LFU_DECAY_TIME;
import static io.lockstep.command.parameter.DataParameters.LFU_LOG_FACTOR;
import static io.lockstep.command.parameter.DataParameters.MAXMEMORY_POLICY;
import static io.lockstep.command.parameter.ServerParameters.DATABASES;

import io.lockstep.command.parameter.Parameters;
import io.lockstep.keyspace.Keyspace;
import java.time.InstantSource;
import java.util.OptionalLong;
import java.util.random.RandomGenerator;

/**
 * Opens keyspaces, on any thread: the values that shape one are copied whenever a parameter changes.
 */
final class Keyspaces {

  private final InstantSource clock;
  private final RandomGenerator random;
  private final int databases;
  private volatile Shape shape;

  /** What a new keyspace's clock goes by. */
  private record Shape(boolean byFrequency, int logFactor, int decayMinutes) {}

  Keyspaces(Parameters parameters, InstantSource clock, RandomGenerator random) {
    this.clock = clock;
    this.random = random;
    this.databases = Math.toIntExact(parameters.get(DATABASES));
    this.shape = shape(parameters);
    parameters.onChange(MAXMEMORY_POLICY, _ -> shape = shape(parameters));
    parameters.onChange(LFU_LOG_FACTOR, _ -> shape = shape(parameters));
    parameters.onChange(LFU_DECAY_TIME, _ -> shape = shape(parameters));
  }

  private static Shape shape(Parameters parameters) {
    return new Shape(
        parameters.get(MAXMEMORY_POLICY).endsWith("-lfu"),
        Math.toIntExact(parameters.get(LFU_LOG_FACTOR)),
        Math.toIntExact(parameters.get(LFU_DECAY_TIME)));
  }

  /** An empty keyspace, with this hash seed or one of its own. */
  Keyspace open(OptionalLong hashSeed) {
    Keyspace keyspace = new Keyspace(databases, hashSeed.orElseGet(random::nextLong));
    Shape like = shape;
    keyspace.accessClock().advance(clock.millis());
    keyspace.accessClock().byFrequency(like.byFrequency());
    keyspace.accessClock().frequencyRules(like.logFactor(), like.decayMinutes());
    return keyspace;
  }
}
