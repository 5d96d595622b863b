package io.lockstep.command.hash;

import io.lockstep.command.Call;
import org.jspecify.annotations.Nullable;

/** What HGETEX and HSETEX are told about the time at which fields run out. */
enum FieldEnd {
  /** So many seconds from now. */
  EX,
  /** So many milliseconds from now. */
  PX,
  /** At a time in seconds. */
  EXAT,
  /** At a time in milliseconds. */
  PXAT,
  /** Never. */
  PERSIST,
  /** As it is. */
  KEEPTTL;

  /** What argument {@code i} says; null if it is about something else. */
  static @Nullable FieldEnd at(Call call, int i) {
    for (FieldEnd end : values()) {
      if (call.is(i, end.name())) {
        return end;
      }
    }
    return null;
  }

  /** Whether the next argument is a time. */
  boolean hasTime() {
    return this != PERSIST && this != KEEPTTL;
  }

  /** The time that argument {@code i} names. */
  long time(Call call, int i) {
    return FieldTime.at(call, i, this == EX || this == EXAT, this == EX || this == PX);
  }
}
