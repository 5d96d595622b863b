package io.lockstep.command.bit;

import io.lockstep.command.Call;
import io.lockstep.command.CommandException;
import io.lockstep.command.Errors;
import io.lockstep.command.text.Numbers;

/**
 * The type of a field of bits, such as {@code i16} or {@code u8}.
 *
 * @param isSigned whether its highest bit is a sign
 * @param width in bits: up to 64 with a sign, up to 63 without
 */
record BitfieldType(boolean isSigned, int width) {

  /** The type that an argument names. */
  static BitfieldType of(Call call, int i) {
    int start = call.start(i);
    int length = call.length(i);
    char sign = length > 0 ? (char) call.bytes()[start] : ' ';
    long width = length > 0 ? Numbers.parse(call.bytes(), start + 1, length - 1) : 0;
    if ((sign != 'i' && sign != 'u') || width < 1 || width > (sign == 'i' ? 64 : 63)) {
      throw new CommandException(Errors.BITFIELD_TYPE);
    }
    return new BitfieldType(sign == 'i', (int) width);
  }

  private long max() {
    return isSigned ? (1L << (width - 1)) - 1 : (1L << width) - 1;
  }

  private long min() {
    return isSigned ? -max() - 1 : 0;
  }

  /** The number in a field. */
  long read(BitString bits, long at) {
    return truncated(bits.field(at, width));
  }

  private long truncated(long value) {
    int above = 64 - width;
    return isSigned ? value << above >> above : value << above >>> above;
  }

  /**
   * On which side the sum leaves the type: 1, −1, or 0 if it does not. The differences wrap around
   * as they do in Redis: a very small value given to SET counts as too large.
   */
  int overflowOf(long value, long increment) {
    return isSigned ? signedOverflow(value, increment) : unsignedOverflow(value, increment);
  }

  private int signedOverflow(long value, long increment) {
    boolean mayExceed = width < 64 || (value >= 0 && increment > 0);
    boolean mayFallBelow = width < 64 || (value < 0 && increment < 0);
    if (value > max() || (mayExceed && increment > max() - value)) {
      return 1;
    }
    return value < min() || (mayFallBelow && increment < min() - value) ? -1 : 0;
  }

  private int unsignedOverflow(long value, long increment) {
    if (Long.compareUnsigned(value, max()) > 0 || (increment > 0 && increment > max() - value)) {
      return 1;
    }
    return increment < 0 && increment < -value ? -1 : 0;
  }

  /** The sum as the field keeps it. */
  long bounded(long value, long increment, int overflow, Overflow behavior) {
    if (overflow == 0 || behavior == Overflow.WRAP) {
      return truncated(value + increment);
    }
    return overflow > 0 ? max() : min();
  }
}
