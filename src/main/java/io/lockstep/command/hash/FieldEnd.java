package io.lockstep.command.hash;

import io.lockstep.command.Call;

/** What HGETEX and HSETEX are told about the time at which fields run out. */
enum FieldEnd {
  /** So many seconds from now. */
  EX(2),
  /** So many milliseconds from now. */
  PX(2),
  /** At a time in seconds. */
  EXAT(2),
  /** At a time in milliseconds. */
  PXAT(2),
  /** Never. */
  PERSIST(1),
  /** As it is. */
  KEEPTTL(1),
  /** Nothing is told. */
  UNTOLD(0);

  private static final FieldEnd[] ALL = values();

  private final int words;

  FieldEnd(int words) {
    this.words = words;
  }

  /** What argument {@code i} says, which may be about something else. */
  static FieldEnd at(Call call, int i) {
    for (FieldEnd end : ALL) {
      if (end != UNTOLD && call.is(i, end.name())) {
        return end;
      }
    }
    return UNTOLD;
  }

  /** How many arguments it takes. */
  int words() {
    return words;
  }

  /** Whether the next argument is a time. */
  boolean hasTime() {
    return words == 2;
  }

  /** The time that argument {@code i} names. */
  long time(Call call, int i) {
    return FieldTime.at(call, i, this == EX || this == EXAT, this == EX || this == PX);
  }
}
