package io.lockstep.config;

/**
 * The start in place of redis-server: a path, {@code -}, or parameters as redis-server takes them.
 */
final class RedisMain {
  private RedisMain() {}

  /** Starts a node from a command line in Redis' form. */
  static void main(String... args) {
    System.err.println("This command line can't be read yet: " + String.join(" ", args));
    System.exit(1);
  }
}
