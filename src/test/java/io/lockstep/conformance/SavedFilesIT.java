package io.lockstep.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.lockstep.interop.EmbeddedNode;
import io.lockstep.interop.PeerServer;
import io.lockstep.interop.RealRedis;
import io.lockstep.interop.RedisExecutable;
import io.lockstep.interop.TestFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A file that either server saves is loaded by both, which hold the same data then. Who loads is a
 * replica of nobody there is, so that nothing that has run out is deleted.
 */
class SavedFilesIT {

  private static final int COMMANDS = 3_000;
  private static final String[] AS_REPLICA_OF_REDIS = {"--replicaof", "127.0.0.1", "1"};

  private static TestFolder folder;
  private static RealRedis redis;
  private static EmbeddedNode node;

  @BeforeAll
  static void start() {
    assumeTrue(RedisExecutable.onPath().isPresent(), "no redis-server in PATH");
    folder = TestFolder.create("saved-");
    redis = RealRedis.start(RedisExecutable.PATH, args("--dbfilename", "theirs.rdb"));
    node = EmbeddedNode.start(args("--dbfilename", "ours.rdb", "--rdb-save-version", "10"));
    Stream.of(redis, node).forEach(RandomGame::prepare);
  }

  @AfterAll
  static void stop() {
    if (folder != null) {
      redis.close();
      node.close();
      folder.close();
    }
  }

  private static String[] args(String... further) {
    var usual = Stream.of("--dir", folder.path().toString(), "--enable-debug-command", "yes");
    return Stream.concat(usual, Stream.of(further)).toArray(String[]::new);
  }

  static List<String> grammars() {
    return Conformance.GRAMMARS;
  }

  @ParameterizedTest
  @MethodSource("grammars")
  void areLoadedByEither(String grammar) throws IOException, InterruptedException {
    new RandomGame(grammar, 7, COMMANDS).play(redis, node);
    for (PeerServer saver : List.of(redis, node)) {
      assertThat(saver.call("SAVE")).isEqualTo("OK");
      assertThat(saver.call("BGSAVE")).isEqualTo("Background saving started");
      await().until(() -> !isSaving(saver));
    }
    for (String file : List.of("ours.rdb", "theirs.rdb")) {
      assertSound(file);
      assertThat(loadedByLockstep(file)).as(file).isEqualTo(loadedByRedis(file));
    }
  }

  private static boolean isSaving(PeerServer server) {
    return String.valueOf(server.call("INFO", "persistence")).contains("rdb_bgsave_in_progress:1");
  }

  private static String loadedByRedis(String file) {
    var more = Stream.concat(Stream.of("--dbfilename", file), Stream.of(AS_REPLICA_OF_REDIS));
    try (var loader = RealRedis.start(RedisExecutable.PATH, args(more.toArray(String[]::new)))) {
      return RandomGame.digest(loader);
    }
  }

  private static String loadedByLockstep(String file) {
    try (var loader =
        EmbeddedNode.start(args("--dbfilename", file, "--replicaof", "127.0.0.1 1"))) {
      return RandomGame.digest(loader);
    }
  }

  private static void assertSound(String file) throws IOException, InterruptedException {
    Path path = folder.path().resolve(file);
    var check = new ProcessBuilder("redis-check-rdb", path.toString()).redirectErrorStream(true);
    Process process = check.start();
    var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    assertThat(process.waitFor()).as(text).isZero();
    assertThat(text).contains("Checksum OK");
  }

  @Test
  void ourOwnFormIsLoadedByUs() {
    new RandomGame(Conformance.GRAMMARS.getFirst(), 9, COMMANDS).play(redis, node);
    node.call("CONFIG", "SET", "rdb-save-version", "11");
    node.call("CONFIG", "SET", "set-max-listpack-entries", "128");
    node.call("SADD", "packed", "a", "b");
    assertThat(node.call("SAVE")).isEqualTo("OK");
    String before = RandomGame.digest(node);

    try (var loader =
        EmbeddedNode.start(args("--dbfilename", "ours.rdb", "--replicaof", "127.0.0.1 1"))) {
      assertThat(loader.call("OBJECT", "ENCODING", "packed")).isEqualTo("listpack");
      assertThat(RandomGame.digest(loader)).isEqualTo(before);
    } finally {
      node.call("CONFIG", "SET", "rdb-save-version", "10");
      node.call("CONFIG", "SET", "set-max-listpack-entries", "0");
    }
  }
}
