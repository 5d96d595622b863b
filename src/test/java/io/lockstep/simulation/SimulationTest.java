package io.lockstep.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Pairs, stars and chains of real engines, in every weather that a seed can make. */
@ExtendWith(Silence.class)
class SimulationTest {

  private static final long USUAL_SEEDS = 120;
  private static final long FIRST = Long.getLong("simulation.first", 1);

  @TempDir Path directory;

  @ParameterizedTest(name = "seed {0}")
  @MethodSource("seeds")
  void comesToRestWithAllNodesLevel(long seed) {
    new Simulation(seed, directory).run();
  }

  static LongStream seeds() {
    Long only = Long.getLong("simulation.seed");
    return only == null
        ? LongStream.range(FIRST, FIRST + Long.getLong("simulation.seeds", USUAL_SEEDS))
        : LongStream.of(only);
  }

  @ParameterizedTest
  @MethodSource("seedsToReplay")
  void happensAgainFromTheSameSeed(long seed) {
    Trace first = new Simulation(seed, directory).run();
    Trace second = new Simulation(seed, directory).run();

    assertThat(second.hash()).as("seed %d", seed).isEqualTo(first.hash());
    assertThat(second.count()).isEqualTo(first.count()).isPositive();
  }

  static LongStream seedsToReplay() {
    return LongStream.of(3, 5, 8);
  }

  @Test
  void differsFromSeedToSeed() {
    Trace first = new Simulation(1, directory).run();
    Trace second = new Simulation(2, directory).run();

    assertThat(second.hash()).isNotEqualTo(first.hash());
  }
}
