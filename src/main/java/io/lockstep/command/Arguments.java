package io.lockstep.command;

import io.lockstep.command.text.Doubles;
import io.lockstep.command.text.Numbers;
import io.lockstep.resp.Request;

/** The arguments of a call as what they spell: numbers and moments, or the error of a wrong one. */
public final class Arguments {

  private final Call call;

  Arguments(Call call) {
    this.call = call;
  }

  /**
   * Argument {@code i} as a signed 64-bit number in its only spelling.
   *
   * @throws CommandException "value is not an integer or out of range"
   */
  public long number(int i) {
    return number(i, Errors.NOT_AN_INTEGER);
  }

  /** Argument {@code i} as a number, or this error. */
  public long number(int i, String error) {
    Request arguments = call.request();
    long value = Numbers.parse(arguments.bytes(), arguments.start(i), arguments.length(i));
    if (value == Numbers.INVALID
        && !Numbers.isMinimum(arguments.bytes(), arguments.start(i), arguments.length(i))) {
      throw new CommandException(error);
    }
    return value;
  }

  /** Argument {@code i} as a number between bounds, or this error. */
  public long numberBetween(int i, long least, long most, String error) {
    long value = number(i, error);
    if (value < least || value > most) {
      throw new CommandException(error);
    }
    return value;
  }

  /** Argument {@code i} as how many elements are to be chosen: a number that has an opposite. */
  public long randomCount(int i) {
    long count = number(i);
    if (count == Long.MIN_VALUE) {
      throw new CommandException(Errors.NO_OPPOSITE);
    }
    return count;
  }

  /** Argument {@code i} as a number that is not negative. */
  public long positive(int i) {
    long value = number(i, Errors.NOT_POSITIVE);
    if (value < 0) {
      throw new CommandException(Errors.NOT_POSITIVE);
    }
    return value;
  }

  /** Argument {@code i} as a signed 32-bit number. */
  public int int32(int i) {
    long value = number(i);
    if (value < Integer.MIN_VALUE || value > Integer.MAX_VALUE) {
      throw new CommandException(Errors.NOT_AN_INT32);
    }
    return (int) value;
  }

  /**
   * Argument {@code i} as a floating-point number.
   *
   * @throws CommandException "value is not a valid float"
   */
  public double real(int i) {
    return real(i, Errors.NOT_A_FLOAT);
  }

  /** Argument {@code i} as a floating-point number, or this error. */
  public double real(int i, String error) {
    Request arguments = call.request();
    double value = Doubles.parse(arguments.bytes(), arguments.start(i), arguments.length(i));
    if (Double.isNaN(value)) {
      throw new CommandException(error);
    }
    return value;
  }

  /**
   * The moment that is argument {@code i} milliseconds from now.
   *
   * @throws CommandException "timeout is …"
   */
  public long deadline(int i) {
    return Deadlines.after(number(i, Errors.NOT_A_TIMEOUT), call.nowMs());
  }

  /**
   * When a wait ends that is argument {@code i} milliseconds long; 0, which is never, for 0.
   *
   * @throws CommandException "timeout is …"
   */
  public long deadlineFromMillis(int i) {
    return Deadlines.afterOrNever(number(i, Errors.NOT_A_TIMEOUT), call.nowMs());
  }

  /**
   * When a wait ends that is argument {@code i} seconds long, perhaps with a fraction; 0, which is
   * never, for 0.
   *
   * @throws CommandException "timeout is …"
   */
  public long deadlineFromSeconds(int i) {
    return Deadlines.afterOrNever(Deadlines.millisOfSeconds(call.request(), i), call.nowMs());
  }
}
