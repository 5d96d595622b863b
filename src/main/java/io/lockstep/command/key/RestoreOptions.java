package io.lockstep.command.key;

import io.lockstep.command.Call;
import io.lockstep.command.CommandException;
import io.lockstep.command.Errors;

/**
 * What follows the payload of RESTORE.
 *
 * @param replaces whether a key of that name may be there
 * @param isAbsolute whether the time is a moment, and no duration
 * @param idleSeconds since the last use, or {@link #UNTOLD}
 * @param frequency of use, as LFU counts, or {@link #UNTOLD}
 */
record RestoreOptions(boolean replaces, boolean isAbsolute, long idleSeconds, long frequency) {

  static final long UNTOLD = -1;

  private static final int FIRST = 4;
  private static final long MAX_FREQUENCY = 255;

  static RestoreOptions parse(Call call) {
    boolean replaces = false;
    boolean isAbsolute = false;
    long idleSeconds = UNTOLD;
    long frequency = UNTOLD;
    for (int i = FIRST; i < call.count(); i++) {
      boolean hasValue = i + 1 < call.count();
      if (call.is(i, "REPLACE")) {
        replaces = true;
      } else if (call.is(i, "ABSTTL")) {
        isAbsolute = true;
      } else if (call.is(i, "IDLETIME") && hasValue && frequency == UNTOLD) {
        idleSeconds = idleSeconds(call, ++i);
      } else if (call.is(i, "FREQ") && hasValue && idleSeconds == UNTOLD) {
        frequency = frequency(call, ++i);
      } else {
        throw new CommandException(Errors.SYNTAX);
      }
    }
    return new RestoreOptions(replaces, isAbsolute, idleSeconds, frequency);
  }

  private static long idleSeconds(Call call, int i) {
    long seconds = call.arguments().number(i);
    if (seconds < 0) {
      throw new CommandException("ERR Invalid IDLETIME value, must be >= 0");
    }
    return seconds;
  }

  private static long frequency(Call call, int i) {
    long frequency = call.arguments().number(i);
    if (frequency < 0 || frequency > MAX_FREQUENCY) {
      throw new CommandException("ERR Invalid FREQ value, must be >= 0 and <= 255");
    }
    return frequency;
  }
}
