package io.lockstep.memory;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PackedRunTest {
  private static final long SEED = 20_261_106;
  private static final int ROUNDS = 20_000;

  private final PackedRun run = new PackedRun();

  @Test
  void findsTwinsAmongEverySoManyElements() {
    var random = new Random(SEED);
    int found = 0;
    for (int round = 0; round < ROUNDS; round++) {
      int step = 1 + random.nextInt(3);
      boolean expected = fill(random, step);
      assertThat(run.hasTwins(step)).as("round %d", round).isEqualTo(expected);
      found += expected ? 1 : 0;
    }
    assertThat(found).isBetween(ROUNDS / 10, ROUNDS - ROUNDS / 10);
  }

  /** Returns whether a name that counts comes twice. */
  private boolean fill(Random random, int step) {
    run.clear();
    Set<String> names = new HashSet<>();
    boolean hasTwins = false;
    int variety = 1 << random.nextInt(14);
    for (int i = random.nextInt(60); i > 0; i--) {
      String name = random.nextBoolean() ? "" + random.nextInt(variety) : "n" + variety / i;
      hasTwins |= !names.add(name);
      add(name);
      for (int value = 1; value < step; value++) {
        add("same");
      }
    }
    return hasTwins;
  }

  private void add(String element) {
    byte[] bytes = element.getBytes(ISO_8859_1);
    run.add(bytes, 0, bytes.length);
  }
}
