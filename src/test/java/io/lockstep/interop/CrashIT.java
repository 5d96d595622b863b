package io.lockstep.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A process that is killed while it saves leaves a whole file: the new one if that had taken its
 * place, else the old one. {@code -Dcrash.lives=} sets how many are killed, {@code -Dcrash.seed=}
 * decides when.
 */
class CrashIT {

  private static final Logger LOG = LoggerFactory.getLogger(CrashIT.class);
  private static final int LIVES = Integer.getInteger("crash.lives", 12);
  private static final long SEED = Long.getLong("crash.seed", 1);
  private static final String NOTHING = "0".repeat(40);
  private static final String KEYS = "50000";
  private static final int RESYNC_MS = 600; // what it takes before the save that follows it
  private static final int PATIENCE_MS = 30_000; // for what takes as long as the machine likes
  private static final int WORKS = Work.values().length;
  private static final int MOMENTS = Moment.values().length;
  private static final long LOOK_EVERY_NANOS = 50_000;

  /** What a node does when it is killed. */
  private enum Work {
    SAVE,
    BGSAVE,
    /** As a master, a payload that goes by a file; and BGSAVE, which reads another snapshot. */
    FEED_REPLICA,
    /** As a replica, which saves what it has received. */
    FOLLOW_MASTER
  }

  /** When it is killed. */
  private enum Moment {
    ANY,
    /** The new file is written, or nearly so; it may have to be synced yet. */
    WRITTEN,
    /** The new file has just taken its place. */
    PLACED
  }

  /** How far it got. */
  private enum Traces {
    NONE,
    DRAFT,
    NEW_FILE
  }

  /** The file in its place. */
  private record Found(@Nullable Object identity) {}

  private final TestFolder place = TestFolder.create("crash-");
  private final DumpFolder folder = new DumpFolder(place.path());
  private final Random random = new Random(SEED);
  private final Deque<PeerServer> others = new ArrayDeque<>(); // of one life
  private final Map<Work, Map<Traces, Integer>> tally = new EnumMap<>(Work.class);

  @AfterEach
  void removeFolder() {
    place.close();
  }

  private static LaunchedNode life(TestFolder folder) {
    return LaunchedNode.start(
        List.of("-Xshare:auto"),
        "--dir",
        folder.path().toString(),
        "--enable-debug-command",
        "yes",
        "--repl-diskless-sync",
        "no",
        "--rdbcompression",
        "no");
  }

  /**
   * What a save comes to.
   *
   * @param millis as long as a process takes that has not saved before
   * @param bytes of its file; all files here are of about the same length
   */
  private record Save(int millis, long bytes) {

    private static Save measured() {
      try (var elsewhere = TestFolder.create("crash-");
          var node = life(elsewhere)) {
        change(node, 0);
        long startNanos = System.nanoTime();
        assertThat(node.call("SAVE")).isEqualTo("OK");
        int millis = (int) TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNanos);
        return new Save(millis, new DumpFolder(elsewhere.path()).length());
      }
    }
  }

  @Test
  void theNextStartFindsAWholeFile() {
    String expected = NOTHING;
    Save save = Save.measured();
    for (int number = 0; number < LIVES; number++) {
      Work work = Work.values()[number % WORKS];
      Moment moment = Moment.values()[number / WORKS % MOMENTS];
      try (var node = life(place)) {
        assertThat(Links.digest(node)).as("life %d of seed %d", number, SEED).isEqualTo(expected);
        Found former = new Found(folder.identity());
        String changed = begin(work, node, number);
        int latestMs = 2 * save.millis() + (work == Work.FOLLOW_MASTER ? RESYNC_MS : 0);
        await(moment, former, latestMs, save.bytes());
        kill(node);
        boolean isNew = hasReplaced(former);
        expected = isNew ? changed : expected;
        count(work, isNew);
      } finally {
        others.forEach(PeerServer::close);
        others.clear();
      }
    }
    LOG.info("What {} lives left: {}", LIVES, tally);
    assertThat(tally.values()).allMatch(traces -> traces.containsKey(Traces.NEW_FILE));
    assertThat(tally.values()).anyMatch(traces -> traces.containsKey(Traces.DRAFT));
  }

  private void count(Work work, boolean isNew) {
    Traces other = folder.drafts().isEmpty() ? Traces.NONE : Traces.DRAFT;
    folder.deleteDrafts();
    tally
        .computeIfAbsent(work, _ -> new EnumMap<>(Traces.class))
        .merge(isNew ? Traces.NEW_FILE : other, 1, Integer::sum);
  }

  // ---- what is being done

  /** Returns the digest of what is in the file once the work is done. */
  private String begin(Work work, LaunchedNode node, int number) {
    if (work == Work.FOLLOW_MASTER) {
      return followMaster(node, number);
    }
    String changed = change(node, number);
    if (work == Work.FEED_REPLICA) {
      Links.follow(other(), node);
    }
    order(node, work == Work.SAVE ? "SAVE" : "BGSAVE");
    return changed;
  }

  /** A new master, so that its history is another. */
  private String followMaster(LaunchedNode node, int number) {
    PeerServer master = other("--repl-diskless-sync", random.nextBoolean() ? "yes" : "no");
    String changed = change(master, number);
    node.call("CONFIG", "SET", "save", "3600 1");
    Links.follow(node, master);
    return changed;
  }

  private PeerServer other(String... args) {
    others.push(Make.LOCKSTEP.start(args));
    return others.element();
  }

  /** Puts other data in the place of what is there. */
  private static String change(PeerServer node, int number) {
    node.call("FLUSHALL");
    node.call("DEBUG", "POPULATE", KEYS, "life" + number, "200");
    return Links.digest(node);
  }

  /** Does not wait for the reply. */
  private void order(LaunchedNode node, String command) {
    var connection = node.connect();
    connection.send(RedisConnection.encode(command));
  }

  // ---- when it ends

  private void await(Moment moment, Found former, int latestMs, long bytes) {
    switch (moment) {
      case ANY -> awaitWithin(random.nextInt(latestMs), () -> false);
      case WRITTEN -> awaitWithin(PATIENCE_MS, () -> isWritten(bytes) || hasReplaced(former));
      case PLACED -> awaitWithin(PATIENCE_MS, () -> hasReplaced(former));
    }
  }

  private boolean isWritten(long bytes) {
    return folder.draftLength() > bytes * 0.99;
  }

  private boolean hasReplaced(Found former) {
    return !Objects.equals(folder.identity(), former.identity());
  }

  /** What it has left is looked at before its life in the test ends. */
  private static void kill(LaunchedNode node) {
    node.close();
  }

  private static void awaitWithin(int ms, BooleanSupplier event) {
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(ms);
    while (System.nanoTime() < end && !event.getAsBoolean()) {
      LockSupport.parkNanos(LOOK_EVERY_NANOS);
    }
  }
}
