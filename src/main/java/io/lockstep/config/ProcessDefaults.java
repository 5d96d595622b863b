package io.lockstep.config;

import java.util.Map;

/**
 * System properties that a process of Lockstep's own prefers; its command line may say otherwise.
 * An application that embeds a node decides for itself.
 */
final class ProcessDefaults {

  private static final Map<String, String> PREFERRED =
      Map.of(
          // one logging library is on board: no search through every jar
          "slf4j.provider", "ch.qos.logback.classic.spi.LogbackServiceProvider",
          "slf4j.internal.verbosity", "WARN",
          // the first buffer would load the flight recorder, a tenth of a second
          "io.netty.jfr.enabled", "false",
          "io.netty.buffer.checkBounds", "false",
          "io.netty.buffer.checkAccessible", "false",
          "io.netty.leakDetection.level", "disabled");

  private ProcessDefaults() {}

  /** Sets what is not set yet; to be called before the first logger and the first buffer. */
  static void apply() {
    PREFERRED.forEach(System.getProperties()::putIfAbsent);
  }
}
