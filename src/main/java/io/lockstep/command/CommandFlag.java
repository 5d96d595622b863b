package io.lockstep.command;

import java.util.Locale;

/**
 * What a command declares about itself, in the order and with the names that {@code COMMAND INFO}
 * shows (Redis 7.2, {@code addReplyFlagsForCommand}).
 */
public enum CommandFlag {
  WRITE,
  READONLY,
  DENYOOM,
  MODULE,
  ADMIN,
  PUBSUB,
  NOSCRIPT,
  BLOCKING,
  LOADING,
  STALE,
  SKIP_MONITOR,
  SKIP_SLOWLOG,
  ASKING,
  FAST,
  NO_AUTH,
  MAY_REPLICATE,
  NO_MANDATORY_KEYS,
  PROTECTED,
  NO_ASYNC_LOADING,
  NO_MULTI,
  ALLOW_BUSY,
  TOUCHES_ARBITRARY_KEYS,
  MOVABLEKEYS;

  /** The bit of this flag in {@link Command#flags()}. */
  @SuppressWarnings("EnumOrdinal") // a bit set that never leaves the process
  public int bit() {
    return 1 << ordinal();
  }

  /** Whether COMMAND tells of it; Redis keeps these to itself. */
  public boolean isShown() {
    return this != PROTECTED && this != TOUCHES_ARBITRARY_KEYS && this != MAY_REPLICATE;
  }

  /** The name on the wire. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Reads a row's flags, separated by blanks. */
  static int parse(String flags) {
    int bits = 0;
    for (String flag : flags.split(" ", -1)) {
      if (!flag.isEmpty()) {
        bits |= valueOf(flag.toUpperCase(Locale.ROOT)).bit();
      }
    }
    return bits;
  }
}
