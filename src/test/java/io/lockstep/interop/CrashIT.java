package io.lockstep.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A process that is killed while it saves leaves a whole file, the old one or the new one. {@code
 * -Dcrash.lives=} sets how many are killed, {@code -Dcrash.seed=} decides when.
 */
class CrashIT {

  private static final int LIVES = Integer.getInteger("crash.lives", 24);
  private static final long SEED = Long.getLong("crash.seed", 1);
  private static final String NOTHING = "0".repeat(40);

  private final TestFolder folder = TestFolder.create("crash-");
  private final Random random = new Random(SEED);

  @AfterEach
  void removeFolder() {
    folder.close();
  }

  /** As long as a process takes that has not saved before. */
  private static int millisOfASave() {
    try (var elsewhere = TestFolder.create("crash-");
        var node = life(elsewhere)) {
      change(node, 0);
      long startNanos = System.nanoTime();
      assertThat(node.call("SAVE")).isEqualTo("OK");
      return (int) TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNanos);
    }
  }

  private static LaunchedNode life(TestFolder folder) {
    return LaunchedNode.start(
        List.of("-Xshare:auto"),
        "--dir",
        folder.path().toString(),
        "--enable-debug-command",
        "yes",
        "--rdbcompression",
        "no");
  }

  @Test
  void theNextStartFindsAWholeFile() throws InterruptedException {
    Set<String> possible = Set.of(NOTHING);
    Set<String> seen = new HashSet<>();
    int latestKillMs = 2 * millisOfASave();
    for (int number = 0; number < LIVES; number++) {
      try (var node = life(folder)) {
        String found = Links.digest(node);
        assertThat(found).as("life %d of seed %d", number, SEED).isIn(possible);
        seen.add(found);
        String changed = change(node, number);
        possible = Set.of(found, changed);
        saveUntilKilled(node, latestKillMs);
      }
    }
    assertThat(seen).as("saves that were done in time").hasSizeGreaterThan(1);
  }

  /** Puts other data in the place of what is there. */
  private static String change(LaunchedNode node, int number) {
    node.call("FLUSHALL");
    node.call("DEBUG", "POPULATE", "50000", "life" + number, "200");
    return Links.digest(node);
  }

  private void saveUntilKilled(LaunchedNode node, int latestKillMs) throws InterruptedException {
    try (var connection = node.connect()) {
      connection.send(RedisConnection.encode(random.nextBoolean() ? "SAVE" : "BGSAVE"));
      TimeUnit.MILLISECONDS.sleep(random.nextInt(latestKillMs));
      node.close();
    }
  }
}
