package io.lockstep.command.hash;

import io.lockstep.command.Call;

/** Which fields HEXPIRE and its kin give the new time of expiry. */
enum FieldCondition {
  ANY,
  /** Only those without one. */
  NX,
  /** Only those with one. */
  XX,
  /** Only if it is later; none is later than all. */
  GT,
  /** Only if it is earlier. */
  LT;

  private static final FieldCondition[] ALL = values();

  /** What argument {@code i} says, which may be about something else. */
  static FieldCondition at(Call call, int i) {
    for (FieldCondition condition : ALL) {
      if (condition != ANY && call.is(i, condition.name())) {
        return condition;
      }
    }
    return ANY;
  }

  /** Whether a field with this time of expiry, negative for none, gets the new one. */
  boolean admits(long currentMs, long newMs) {
    return switch (this) {
      case ANY -> true;
      case NX -> currentMs < 0;
      case XX -> currentMs >= 0;
      case GT -> currentMs >= 0 && newMs > currentMs;
      case LT -> currentMs < 0 || newMs < currentMs;
    };
  }
}
