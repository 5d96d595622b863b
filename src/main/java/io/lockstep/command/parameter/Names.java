package io.lockstep.command.parameter;

import io.lockstep.command.parameter.value.EnumType;

/** The longer lists of names, in the order of Redis' error texts. */
final class Names {
  static final EnumType SYSLOG_FACILITIES =
      EnumType.of(
          "user", "local0", "local1", "local2", "local3", "local4", "local5", "local6", "local7");

  /** Redis answers {@code relative} with the first name of the same meaning. */
  static final EnumType OOM_MODES =
      EnumType.of("no", "yes", "relative", "absolute").withSynonym("relative", "yes");

  static final EnumType EVICTION_POLICIES =
      EnumType.of(
          "volatile-lru",
          "volatile-lfu",
          "volatile-random",
          "volatile-ttl",
          "allkeys-lru",
          "allkeys-lfu",
          "allkeys-random",
          "noeviction");

  private Names() {}
}
