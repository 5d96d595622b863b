package io.lockstep.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.UncheckedIOException;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whoever restarts cleanly takes up its history from the file, so that nobody syncs in full. */
class RestartIT {

  private static final String[] LARGE_BACKLOG = {"--repl-backlog-size", "200mb"};

  private final TestFolder folder = TestFolder.create("restart-");
  private final String port = Integer.toString(RealRedis.freePort());

  @AfterEach
  void removeFolder() {
    folder.close();
  }

  /** A node whose life is one of several in the same place. */
  private EmbeddedNode life(String... args) {
    var place =
        Stream.of("--dir", folder.path().toString(), "--port", port, "--save", "3600 1")
            .toArray(String[]::new);
    var quick = Stream.of("--repl-diskless-sync-delay", "0", "--repl-backlog-size", "200mb");
    return EmbeddedNode.start(
        Stream.of(Stream.of(place), quick, Stream.of(args))
            .flatMap(words -> words)
            .toArray(String[]::new));
  }

  private static void awaitWrites(Writes writes, int more) {
    long from = writes.batches();
    await().until(() -> writes.batches() > from + more);
  }

  @ParameterizedTest
  @EnumSource(Make.class)
  void aReplicaContinuesAfterItsRestart(Make ofMaster) {
    try (var master = ofMaster.start(LARGE_BACKLOG)) {
      String address = "127.0.0.1 " + master.port();
      try (var writes = Writes.to(master, 11)) {
        for (int restart = 0; restart < 3; restart++) {
          var replica = life("--replicaof", address);
          Links.awaitUp(replica);
          awaitWrites(writes, 100);
          replica.closeGently();
          awaitWrites(writes, 100);
        }
      }
      try (var replica = life("--replicaof", address)) {
        Links.awaitUp(replica);
        Links.awaitEqual(master, replica);
      }
      assertThat(Links.stat(master, "sync_full")).isEqualTo(1);
      assertThat(Links.stat(master, "sync_partial_ok")).isEqualTo(3);
    }
  }

  @ParameterizedTest
  @EnumSource(Make.class)
  void theReplicasOfAMasterContinueAfterItsRestart(Make ofReplica) {
    var master = life();
    try (var replica = ofReplica.start()) {
      Links.follow(replica, master);
      for (int restart = 0; restart < 3; restart++) {
        Links.awaitUp(replica);
        var writes = Writes.to(master, restart);
        awaitWrites(writes, 100);
        master.closeGently();
        assertThatItsServerLeft(writes);
        master = life();
        Links.awaitUp(replica);
        assertThat(Links.stat(master, "sync_full")).isZero();
        assertThat(Links.stat(master, "sync_partial_ok")).isEqualTo(1);
      }
      Links.awaitEqual(master, replica);
    } finally {
      master.close();
    }
  }

  private static void assertThatItsServerLeft(Writes writes) {
    try {
      writes.close();
    } catch (CompletionException connectionLost) {
      assertThat(connectionLost).hasCauseInstanceOf(UncheckedIOException.class);
    }
  }

  @Test
  void aRealReplicaContinuesAfterItsRestart() {
    try (var master = Make.LOCKSTEP.start(LARGE_BACKLOG);
        var first = Make.SEVEN.start()) {
      Links.follow(first, master);
      Links.awaitUp(first);
      try (var writes = Writes.to(master, 12)) {
        awaitWrites(writes, 100);
        try (var second = ((RealRedis) first).restart(replicaOf(master))) {
          awaitWrites(writes, 100);
          Links.awaitUp(second);
        }
      }
      assertThat(Links.stat(master, "sync_full")).isEqualTo(1);
      assertThat(Links.stat(master, "sync_partial_ok")).isEqualTo(1);
    }
  }

  private static String[] replicaOf(PeerServer master) {
    return new String[] {"--replicaof", "127.0.0.1", Integer.toString(master.port())};
  }

  @Test
  void weContinueWithARealMasterAfterItsRestart() {
    try (var first = Make.SEVEN.start();
        var replica = Make.LOCKSTEP.start()) {
      Links.follow(replica, first);
      Links.awaitUp(replica);
      try (var writes = Writes.to(first, 13)) {
        awaitWrites(writes, 100);
      }
      try (var second = ((RealRedis) first).restart("--enable-debug-command", "yes")) {
        Links.awaitUp(replica);
        second.call("SET", "after", "restart");
        Links.awaitEqual(second, replica);
        assertThat(Links.stat(second, "sync_full")).isZero();
      }
    }
  }
}
