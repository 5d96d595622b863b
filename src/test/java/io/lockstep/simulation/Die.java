package io.lockstep.simulation;

import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGenerator.SplittableGenerator;
import java.util.random.RandomGeneratorFactory;

/** All chance in a world; a seed makes it. */
final class Die {

  private final SplittableGenerator random;

  private Die(SplittableGenerator random) {
    this.random = random;
  }

  static Die of(long seed) {
    return new Die(
        (SplittableGenerator) RandomGeneratorFactory.of("L64X128MixRandom").create(seed));
  }

  /** Another die, whose throws do not depend on this one's later ones. */
  Die split() {
    return new Die(random.split());
  }

  RandomGenerator generator() {
    return random;
  }

  /** From {@code low} to {@code high}, both included. */
  long between(long low, long high) {
    return random.nextLong(low, high + 1);
  }

  int upTo(int high) {
    return random.nextInt(high + 1);
  }

  boolean chance(int percent) {
    return random.nextInt(100) < percent;
  }

  <T> T pick(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
