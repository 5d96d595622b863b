package io.lockstep.command.hash;

import io.lockstep.command.Call;
import io.lockstep.command.CommandException;
import io.lockstep.command.Errors;

/** Times of expiry that requests name for fields, as Unix times in milliseconds. */
final class FieldTime {
  /** Redis keeps such a time in 46 bits. */
  private static final long LATEST_MS = (1L << 46) - 1;

  private static final int SECOND_MS = 1000;
  private static final String NEGATIVE = "ERR invalid expire time, must be >= 0";

  private FieldTime() {}

  /** Argument {@code i} in seconds or milliseconds, from now on or from 1970. */
  static long at(Call call, int i, boolean isInSeconds, boolean isFromNow) {
    long time = call.arguments().number(i);
    if (time < 0) {
      throw new CommandException(NEGATIVE);
    }
    int unitMs = isInSeconds ? SECOND_MS : 1;
    long baseMs = isFromNow ? call.nowMs() : 0;
    if (time > LATEST_MS / unitMs || time * unitMs > LATEST_MS - baseMs) {
      throw new CommandException(Errors.invalidExpire(call.command().fullName()));
    }
    return time * unitMs + baseMs;
  }

  /** Whole seconds of a time, rounded up. */
  static long seconds(long ms) {
    return (ms + SECOND_MS - 1) / SECOND_MS;
  }

  /** Whether a field with this time is deleted at once; a replica does not by itself. */
  static boolean isPast(Call call, long atMs) {
    return atMs <= call.nowMs() && !call.node().replication().isReplica();
  }
}
