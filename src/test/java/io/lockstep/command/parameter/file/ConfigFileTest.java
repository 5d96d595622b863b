package io.lockstep.command.parameter.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigFileTest {
  @TempDir Path directory;

  @BeforeEach
  void writeFiles() throws IOException {
    Files.createDirectories(directory.resolve("conf.d"));
    for (var name : new String[] {"b.conf", "a.conf", ".hidden.conf", "other"}) {
      Files.writeString(directory.resolve("conf.d").resolve(name), name);
    }
  }

  @Test
  void readsAFileRelativeToTheWorkingDirectory() throws ConfigFileException {
    assertThat(new ConfigFile(directory).read("conf.d/other")).containsExactly("other");
  }

  @Test
  void readsTheMatchesOfAGlobInOrder() throws ConfigFileException {
    assertThat(new ConfigFile(directory).read("conf.?/*.conf")).containsExactly("a.conf", "b.conf");
  }

  @Test
  void acceptsAGlobWithoutMatches() throws ConfigFileException {
    assertThat(new ConfigFile(directory).read("none/*.conf")).isEmpty();
  }

  @Test
  void refusesAMissingFile() {
    assertThatThrownBy(() -> new ConfigFile(directory).read("/nonexistent"))
        .hasMessage(
            "Fatal error, can't open config file '/nonexistent': No such file or directory");
  }
}
