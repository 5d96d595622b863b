package io.lockstep.command.string;

import io.lockstep.command.Call;
import io.lockstep.command.CommandException;
import io.lockstep.command.Errors;
import io.lockstep.memory.Records;

/**
 * The options of SET and GETEX. What a request says is one number, so that no object is made: the
 * bits below, and above them the index of the argument with the time.
 */
final class SetOptions {

  static final int NX = 1;
  static final int XX = 1 << 1;
  static final int GET = 1 << 2;
  static final int KEEPTTL = 1 << 3;
  static final int PERSIST = 1 << 4;
  static final int EX = 1 << 5;
  static final int PX = 1 << 6;
  static final int EXAT = 1 << 7;
  static final int PXAT = 1 << 8;

  static final int TIMES = EX | PX | EXAT | PXAT;
  static final int OF_SET = NX | XX | GET | KEEPTTL | TIMES;
  static final int OF_GETEX = PERSIST | TIMES;

  private static final int INDEX_SHIFT = 32;
  private static final long MS_PER_SECOND = 1000;

  private SetOptions() {}

  /**
   * Reads the arguments from {@code first} on.
   *
   * @param allowed the options that the command knows
   * @throws CommandException "syntax error"
   */
  static long parse(Call call, int first, int allowed) {
    long options = 0;
    for (int i = first; i < call.count(); i++) {
      int option = option(call, i) & allowed;
      if (option == 0 || has(options, excludedBy(option))) {
        throw new CommandException(Errors.SYNTAX);
      }
      options |= option;
      if ((option & TIMES) != 0) {
        options = withTimeAt(call, ++i, options);
      }
    }
    return options;
  }

  /** A command whose name says the unit: the argument at {@code index} is the time. */
  static long timeAt(int index, int unit) {
    return (long) index << INDEX_SHIFT | unit;
  }

  private static long withTimeAt(Call call, int index, long options) {
    if (index == call.count()) {
      throw new CommandException(Errors.SYNTAX);
    }
    return timeAt(index, (int) options);
  }

  private static int option(Call call, int i) {
    return switch (call.length(i)) {
      case 2 ->
          call.is(i, "EX") ? EX : call.is(i, "PX") ? PX : call.is(i, "NX") ? NX : orXx(call, i);
      case 3 -> call.is(i, "GET") ? GET : 0;
      case 4 -> call.is(i, "EXAT") ? EXAT : call.is(i, "PXAT") ? PXAT : 0;
      case 7 -> call.is(i, "KEEPTTL") ? KEEPTTL : call.is(i, "PERSIST") ? PERSIST : 0;
      default -> 0;
    };
  }

  private static int orXx(Call call, int i) {
    return call.is(i, "XX") ? XX : 0;
  }

  /** The options that can't stand with this one; the same one twice may, and the last counts. */
  private static int excludedBy(int option) {
    return switch (option) {
      case NX -> XX;
      case XX -> NX;
      case GET -> 0;
      case KEEPTTL -> PERSIST | TIMES;
      case PERSIST -> KEEPTTL | TIMES;
      default -> KEEPTTL | PERSIST | (TIMES ^ option);
    };
  }

  static boolean has(long options, int wanted) {
    return (options & wanted) != 0;
  }

  /**
   * The time of expiry in milliseconds since 1970, or {@link Records#NO_EXPIRY}.
   *
   * @throws CommandException "invalid expire time", or "not an integer"
   */
  static long expireAtMs(Call call, long options) {
    if (!has(options, TIMES)) {
      return Records.NO_EXPIRY;
    }
    long time = call.arguments().number((int) (options >>> INDEX_SHIFT));
    boolean inSeconds = has(options, EX | EXAT);
    if (time <= 0 || (inSeconds && time > Long.MAX_VALUE / MS_PER_SECOND)) {
      throw invalid(call);
    }
    long ms = inSeconds ? time * MS_PER_SECOND : time;
    long atMs = has(options, EX | PX) ? ms + call.nowMs() : ms; // wraps around when too far
    if (atMs <= 0) {
      throw invalid(call);
    }
    return atMs;
  }

  private static CommandException invalid(Call call) {
    return new CommandException(Errors.invalidExpire(call.command().fullName()));
  }
}
