package io.lockstep.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lockstep.interop.RedisConnection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node in an application touches no file unless something is said about files. */
class EngineNodesIT {

  private static final Path STRAY = Path.of("dump.rdb").toAbsolutePath();

  @TempDir private Path folder;

  private final EngineNodes nodes = new EngineNodes(_ -> {});

  private NodeFactory.Node start(String... further) {
    Map<String, String> parameters = new HashMap<>(Map.of("port", "0", "bind", "127.0.0.1"));
    for (int i = 0; i < further.length; i += 2) {
      parameters.put(further[i], further[i + 1]);
    }
    return nodes.start(parameters);
  }

  private static @Nullable Object call(NodeFactory.Node node, String... words) {
    try (var connection = RedisConnection.to(node.port())) {
      return connection.call(words);
    }
  }

  @Test
  void writesNothingByItself() {
    boolean wasThere = Files.exists(STRAY);
    try (var node = start()) {
      assertThat(call(node, "CONFIG", "GET", "save")).isEqualTo(List.of("save", ""));
      call(node, "SET", "key", "value");
      call(node, "FLUSHALL");
    }
    assertThat(Files.exists(STRAY)).isEqualTo(wasThere);
  }

  @Test
  void keepsItsDataInTheFolderThatItIsGiven() {
    try (var node = start("dir", folder.toString())) {
      call(node, "SET", "key", "value");
    }
    assertThat(folder.resolve("dump.rdb")).exists();
    try (var node = start("dir", folder.toString())) {
      assertThat(call(node, "GET", "key")).isEqualTo("value");
    }
  }

  @Test
  void doesNotStartWithADamagedFile() throws IOException {
    byte[] damaged = "REDIS0011 and nothing more".getBytes(StandardCharsets.UTF_8);
    Files.write(folder.resolve("dump.rdb"), damaged);

    assertThatThrownBy(() -> start("dir", folder.toString()))
        .isInstanceOf(IllegalStateException.class);
    assertThat(folder.resolve("dump.rdb")).hasBinaryContent(damaged);
  }
}
