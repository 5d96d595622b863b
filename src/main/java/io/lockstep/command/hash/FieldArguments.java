package io.lockstep.command.hash;

import io.lockstep.command.Call;
import io.lockstep.command.CommandException;
import io.lockstep.command.Errors;

/**
 * The fields that end a request, behind FIELDS and their number.
 *
 * @param first the argument with the first one; they go on to the end
 */
record FieldArguments(int first, int count) {
  static final String NOT_POSITIVE = "ERR Number of fields must be a positive integer";

  private static final String NO_FIELDS =
      "ERR Mandatory argument FIELDS is missing or not at the right position";
  private static final String WRONG_COUNT =
      "ERR The `numfields` parameter must match the number of arguments";

  /** Reads what begins with FIELDS at an argument; the error is that of a number below 1. */
  static FieldArguments at(Call call, int i, String notPositive) {
    if (!call.is(i, "FIELDS")) {
      throw new CommandException(NO_FIELDS);
    }
    if (i + 1 == call.count()) {
      throw new CommandException(Errors.wrongArity(call.command().fullName()));
    }
    long count = call.arguments().numberBetween(i + 1, 1, Long.MAX_VALUE, notPositive);
    if (count != call.count() - i - 2) {
      throw new CommandException(WRONG_COUNT);
    }
    return new FieldArguments(i + 2, (int) count);
  }

  /** The argument behind the last field. */
  int end() {
    return first + count;
  }
}
