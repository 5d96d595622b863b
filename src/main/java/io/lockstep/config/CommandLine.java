package io.lockstep.config;

import java.util.Arrays;
import java.util.Set;

/** Tells whose command line this is: Spring's, or the one that redis-server takes. */
final class CommandLine {
  private static final Set<String> SPRING_SWITCHES = Set.of("--debug", "--trace");

  private CommandLine() {}

  /**
   * Whether Spring reads the arguments. Its properties have a dot in their name, which no parameter
   * of Redis has; without arguments it is Spring's as well.
   */
  static boolean isSprings(String... args) {
    return Arrays.stream(args).allMatch(CommandLine::isSpringProperty);
  }

  private static boolean isSpringProperty(String arg) {
    var name = arg.split("=", 2)[0];
    return name.startsWith("--") && (name.contains(".") || SPRING_SWITCHES.contains(name));
  }
}
