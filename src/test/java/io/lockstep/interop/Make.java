package io.lockstep.interop;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.stream.Stream;

/** The makes of servers that must understand one another. */
enum Make {
  SEVEN {
    @Override
    PeerServer start(String... args) {
      assumeTrue(RedisExecutable.onPath().isPresent());
      var debug = Stream.of("--enable-debug-command", "yes", "--repl-diskless-sync-delay", "0");
      return RealRedis.start(
          RedisExecutable.PATH, Stream.concat(debug, Stream.of(args)).toArray(String[]::new));
    }
  },
  SIX {
    @Override
    PeerServer start(String... args) {
      return RealRedis.start(RedisExecutable.SIX, args);
    }
  },
  LOCKSTEP {
    @Override
    PeerServer start(String... args) {
      var quick = Stream.of("--repl-diskless-sync-delay", "0");
      return EmbeddedNode.start(Stream.concat(quick, Stream.of(args)).toArray(String[]::new));
    }
  };

  /** Starts a server that takes DEBUG and does not wait for more replicas. */
  abstract PeerServer start(String... args);
}
