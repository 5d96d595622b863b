package io.lockstep.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A master that is written to all the time, and its replica: one of the two, at random, ends
 * cleanly and starts again, and every time the two go on where they were. {@code -Drestarts=} sets
 * how often, {@code -Drestarts.seed=} who.
 */
class RandomRestartsIT {

  private static final int RESTARTS = Integer.getInteger("restarts", 20);
  private static final long SEED = Long.getLong("restarts.seed", 1);
  private static final int BATCHES_BETWEEN = 100;
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final Duration POLL = Duration.ofMillis(10);

  /** Where a node lives again and again. */
  private record Home(TestFolder folder, int port) {
    private static Home create() {
      return new Home(TestFolder.create("restarts-"), RealRedis.freePort());
    }

    private EmbeddedNode life(String... further) {
      var usual =
          Stream.of(
              "--dir", folder.path().toString(),
              "--port", Integer.toString(port),
              "--save", "3600 1",
              "--repl-diskless-sync-delay", "0",
              "--repl-backlog-size", "200mb");
      return EmbeddedNode.start(Stream.concat(usual, Stream.of(further)).toArray(String[]::new));
    }
  }

  private final Random random = new Random(SEED);
  private final Home masters = Home.create();
  private final Home replicas = Home.create();
  private EmbeddedNode master = masters.life();
  private EmbeddedNode replica = replicaLife();
  private Writes writes = Writes.to(master, SEED);
  private long fulls = 1; // in this life of the master
  private long partials;

  private EmbeddedNode replicaLife() {
    return replicas.life("--replicaof", "127.0.0.1 " + masters.port());
  }

  @AfterEach
  void close() {
    replica.close();
    master.close();
    masters.folder().close();
    replicas.folder().close();
  }

  @Test
  void eachEndsInAPartialResync() {
    awaitResyncs();
    for (int number = 0; number < RESTARTS; number++) {
      awaitWrites();
      if (random.nextBoolean()) {
        restartMaster();
      } else {
        restartReplica();
      }
      awaitResyncs();
    }
    awaitWrites();
    writes.close();
    Links.awaitEqual(master, replica);
    assertThat(syncs("full")).isEqualTo(fulls);
  }

  private void restartMaster() {
    master.closeGently();
    assertThat(catchThrowableOfType(CompletionException.class, writes::close)).isNotNull();
    master = masters.life();
    writes = Writes.to(master, random.nextLong());
    fulls = 0;
    partials = 1;
  }

  private void restartReplica() {
    replica.closeGently();
    awaitWrites();
    replica = replicaLife();
    partials++;
  }

  private void awaitWrites() {
    long enough = writes.batches() + BATCHES_BETWEEN;
    await().atMost(LIMIT).pollInterval(POLL).until(() -> writes.batches() >= enough);
  }

  /** The replica has come, and not for everything. */
  private void awaitResyncs() {
    await()
        .atMost(LIMIT)
        .pollInterval(POLL)
        .until(() -> syncs("partial_ok") + syncs("full") >= partials + fulls);
    assertThat(syncs("full")).as("full resyncs").isEqualTo(fulls);
    assertThat(syncs("partial_ok")).as("partial resyncs").isEqualTo(partials);
    Links.awaitUp(replica);
  }

  private long syncs(String kind) {
    return Links.stat(master, "sync_" + kind);
  }
}
