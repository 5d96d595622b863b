package io.lockstep.command.bit;

import io.lockstep.command.Call;
import io.lockstep.command.CommandException;
import io.lockstep.command.Errors;

/** What BITFIELD does with a number that its field can't hold. */
enum Overflow {
  WRAP,
  SAT,
  FAIL;

  /** The behaviour that an argument names. */
  static Overflow of(Call call, int i) {
    for (Overflow overflow : values()) {
      if (call.is(i, overflow.name())) {
        return overflow;
      }
    }
    throw new CommandException(Errors.BITFIELD_OVERFLOW);
  }
}
