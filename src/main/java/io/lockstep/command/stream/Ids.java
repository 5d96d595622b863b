package io.lockstep.command.stream;

import io.lockstep.command.Call;
import io.lockstep.command.CommandException;
import io.lockstep.keyspace.EntryId;

/** Ids of entries in requests and replies. */
final class Ids {
  static final String INVALID = "ERR Invalid stream ID specified as stream command argument";
  private static final String INVALID_START = "ERR invalid start ID for the interval";
  private static final String INVALID_END = "ERR invalid end ID for the interval";

  /** What an incomplete id at the end of an interval means: all ids of its millisecond. */
  private static final long LARGEST_SEQ = -1;

  /** Longer arguments are no ids. */
  private static final int MAX_ARGUMENT_LENGTH = 127;

  private static final long OVERFLOW_FROM = Long.divideUnsigned(-1, 10);

  private Ids() {}

  /** Argument {@code i} as an id; one without a second number has 0 there. */
  static EntryId strict(Call call, int i, EntryId into) {
    if (!isStrict(call, i, into)) {
      throw new CommandException(INVALID);
    }
    return into;
  }

  /** Whether argument {@code i} is an id; shows it. */
  static boolean isStrict(Call call, int i, EntryId into) {
    return !isChar(call, i, '-') && !isChar(call, i, '+') && parse(call, i, 0, 0, into);
  }

  /** Whether argument {@code i}, as C sees it, is only this character. */
  static boolean isChar(Call call, int i, char character) {
    byte[] bytes = call.bytes();
    int start = call.start(i);
    int length = call.length(i);
    return length > 0 && bytes[start] == character && (length == 1 || bytes[start + 1] == 0);
  }

  /** Argument {@code i} as the first id of an interval, perhaps exclusive. */
  static EntryId intervalStart(Call call, int i, EntryId into) {
    if (interval(call, i, 0, into) && !into.increment()) {
      throw new CommandException(INVALID_START);
    }
    return into;
  }

  /** Argument {@code i} as the last id of an interval, perhaps exclusive. */
  static EntryId intervalEnd(Call call, int i, EntryId into) {
    if (interval(call, i, LARGEST_SEQ, into) && !into.decrement()) {
      throw new CommandException(INVALID_END);
    }
    return into;
  }

  /** Reads one end of an interval; returns whether it is exclusive. */
  private static boolean interval(Call call, int i, long missingSeq, EntryId into) {
    boolean isExclusive = call.length(i) > 1 && call.bytes()[call.start(i)] == '(';
    if (isExclusive) {
      if (isEdgeBehindBracket(call, i) || !parse(call, i, 1, missingSeq, into)) {
        throw new CommandException(INVALID);
      }
    } else if (isChar(call, i, '-')) {
      into.set(0, 0);
    } else if (isChar(call, i, '+')) {
      into.setLargest();
    } else if (!parse(call, i, 0, missingSeq, into)) {
      throw new CommandException(INVALID);
    }
    return isExclusive;
  }

  private static boolean isEdgeBehindBracket(Call call, int i) {
    byte second = call.bytes()[call.start(i) + 1];
    boolean isAlone = call.length(i) == 2 || call.bytes()[call.start(i) + 2] == 0;
    return isAlone && (second == '-' || second == '+');
  }

  private static boolean parse(Call call, int i, int skipped, long missingSeq, EntryId into) {
    byte[] bytes = call.bytes();
    int start = call.start(i) + skipped;
    int length = call.length(i) - skipped;
    if (length > MAX_ARGUMENT_LENGTH) {
      return false;
    }
    int end = start + untilNul(bytes, start, length);
    int dash = dash(bytes, start, end);
    if (!isNumber(bytes, start, dash)) {
      return false;
    }
    long ms = number(bytes, start, dash);
    if (dash == end) {
      into.set(ms, missingSeq);
      return true;
    }
    if (!isNumber(bytes, dash + 1, end)) {
      return false;
    }
    into.set(ms, number(bytes, dash + 1, end));
    return true;
  }

  /**
   * Whether argument {@code i} asks for the next free second number, as {@code 5-*} does; shows the
   * id with 0 there.
   */
  static boolean isOpen(Call call, int i, EntryId into) {
    byte[] bytes = call.bytes();
    int start = call.start(i);
    if (call.length(i) > MAX_ARGUMENT_LENGTH) {
      return false;
    }
    int end = start + untilNul(bytes, start, call.length(i));
    int dash = dash(bytes, start, end);
    boolean isOpen = dash == end - 2 && bytes[end - 1] == '*' && isNumber(bytes, start, dash);
    if (isOpen) {
      into.set(number(bytes, start, dash), 0);
    }
    return isOpen;
  }

  private static int untilNul(byte[] bytes, int start, int length) {
    int at = 0;
    while (at < length && bytes[start + at] != 0) {
      at++;
    }
    return at;
  }

  private static int dash(byte[] bytes, int start, int end) {
    int at = start;
    while (at < end && bytes[at] != '-') {
      at++;
    }
    return at;
  }

  /** Whether these are digits of an unsigned number, perhaps behind a sign, as C reads them. */
  private static boolean isNumber(byte[] bytes, int start, int end) {
    int from = firstDigit(bytes, start, end);
    long value = 0;
    for (int at = from; at < end; at++) {
      int digit = bytes[at] - '0';
      if (digit < 0 || digit > 9 || overflows(value, digit)) {
        return false;
      }
      value = value * 10 + digit;
    }
    boolean isNegative = from > start && bytes[start] == '-';
    return from < end && !(isNegative && isCanonical(bytes, from, value));
  }

  private static boolean overflows(long value, int digit) {
    int order = Long.compareUnsigned(value, OVERFLOW_FROM);
    return order > 0 || (order == 0 && digit > 5);
  }

  /** Redis refuses a negative number that it can read, and has C's strtoull read others. */
  private static boolean isCanonical(byte[] bytes, int from, long value) {
    return bytes[from] != '0' && value != 0 && (value > 0 || value == Long.MIN_VALUE);
  }

  private static int firstDigit(byte[] bytes, int start, int end) {
    boolean hasSign = start < end && (bytes[start] == '-' || bytes[start] == '+');
    return hasSign ? start + 1 : start;
  }

  private static long number(byte[] bytes, int start, int end) {
    long value = 0;
    for (int at = firstDigit(bytes, start, end); at < end; at++) {
      value = value * 10 + (bytes[at] - '0');
    }
    return bytes[start] == '-' ? -value : value;
  }

  /** Answers an id. */
  static void write(Call call, EntryId id) {
    byte[] text = new byte[EntryId.MAX_LENGTH];
    call.reply().bulk(text, 0, id.spell(text));
  }
}
