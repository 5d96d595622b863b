package io.lockstep.resp;

/** A length on the wire: decimal, with no plus sign, no leading zeros and no minus zero. */
final class Length {
  static final long INVALID = Long.MAX_VALUE; // above every limit, so it fails with them
  private static final int MAX_TEXT = 20; // "-9223372036854775808"

  private Length() {}

  /** Parses as strictly as Redis' {@code string2ll}; {@link #INVALID} if it is no such number. */
  static long parse(byte[] bytes, int from, int to) {
    if (to - from == 1) {
      return digit(bytes[from]) <= 9 ? digit(bytes[from]) : INVALID;
    }
    if (to <= from || to - from > MAX_TEXT) {
      return INVALID;
    }
    return bytes[from] == '-' ? negative(bytes, from + 1, to) : positive(bytes, from, to);
  }

  private static long positive(byte[] bytes, int from, int to) {
    long negated = negative(bytes, from, to);
    return negated == INVALID || negated == Long.MIN_VALUE ? INVALID : -negated;
  }

  /** Counts downwards, since the smallest number has no positive counterpart. */
  private static long negative(byte[] bytes, int from, int to) {
    if (bytes[from] == '0') {
      return INVALID;
    }
    long value = 0;
    for (int i = from; i < to; i++) {
      int digit = digit(bytes[i]);
      if (digit > 9 || value < Long.MIN_VALUE / 10 || value * 10 < Long.MIN_VALUE + digit) {
        return INVALID;
      }
      value = value * 10 - digit;
    }
    return value;
  }

  /** The digit's value; above 9 for any other byte. */
  private static int digit(byte b) {
    return (b - '0') & 0xffff;
  }
}
