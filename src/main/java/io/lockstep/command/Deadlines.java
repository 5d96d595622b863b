package io.lockstep.command;

import io.lockstep.command.text.LongDouble;
import io.lockstep.command.text.Numbers;
import io.lockstep.resp.Request;
import java.math.BigInteger;

/** Timeouts as requests spell them (Redis 7.2, {@code getTimeoutFromObjectOrReply}). */
final class Deadlines {

  private static final long SECOND_MS = 1_000;
  private static final long MAX_PLAIN_SECONDS = Long.MAX_VALUE / SECOND_MS;

  private Deadlines() {}

  /** The moment this much from now. */
  static long after(long timeoutMs, long nowMs) {
    if (timeoutMs < 0) {
      throw new CommandException("ERR timeout is negative");
    }
    if (timeoutMs > Long.MAX_VALUE - nowMs) {
      throw outOfRange();
    }
    return nowMs + timeoutMs;
  }

  /** The same, but 0 stays 0, which is never. */
  static long afterOrNever(long timeoutMs, long nowMs) {
    return timeoutMs == 0 ? 0 : after(timeoutMs, nowMs);
  }

  /** Seconds, perhaps with a fraction, as milliseconds; a fraction of these is rounded up. */
  static long millisOfSeconds(Request request, int i) {
    long plain = Numbers.parse(request.bytes(), request.start(i), request.length(i));
    return plain >= 0 && plain <= MAX_PLAIN_SECONDS
        ? plain * SECOND_MS
        : millisOfSeconds(request.text(i));
  }

  private static long millisOfSeconds(String text) {
    LongDouble seconds = LongDouble.parse(text);
    if (seconds == null) {
      throw new CommandException(Errors.NOT_A_FLOAT_TIMEOUT);
    }
    LongDouble millis = seconds.times(SECOND_MS);
    boolean fits = millis.isFinite() && isLong(millis.ceiling());
    if (fits) {
      return millis.ceiling().longValue();
    }
    if (text.startsWith("-")) {
      return Long.MIN_VALUE;
    }
    throw outOfRange();
  }

  private static boolean isLong(BigInteger number) {
    return number.bitLength() < Long.SIZE;
  }

  private static CommandException outOfRange() {
    return new CommandException("ERR timeout is out of range");
  }
}
