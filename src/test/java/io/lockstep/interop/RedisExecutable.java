package io.lockstep.interop;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import redis.embedded.core.ExecutableProvider;

/** Where a real redis-server comes from: the PATH, or the binary that a test dependency carries. */
public enum RedisExecutable {

  /** Debian 12's redis-server 7.0.15, or whatever version the PATH offers. */
  PATH {
    @Override
    Path locate() {
      return onPath().orElseThrow(() -> new IllegalStateException("no redis-server in PATH"));
    }
  },

  /** The 6.2 binary inside the embedded-redis artifact. */
  SIX {
    @Override
    Path locate() {
      return Carried.SIX;
    }
  };

  abstract Path locate();

  /** The PATH's server if there is one, else the carried one. */
  public static RedisExecutable newest() {
    return onPath().isPresent() ? PATH : SIX;
  }

  /** The redis-server of the PATH. */
  public static Optional<Path> onPath() {
    return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
        .map(folder -> Path.of(folder, "redis-server"))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** Unpacked once per JVM. */
  private static final class Carried {
    static final Path SIX = unpack();

    private static Path unpack() {
      try {
        var file = ExecutableProvider.newJarResourceProvider().get();
        file.deleteOnExit();
        return file.toPath();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
