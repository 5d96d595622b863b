package io.lockstep.command.key;

import io.lockstep.command.Call;
import io.lockstep.command.CommandException;

/**
 * The options of EXPIRE and its kin: which keys get the new time of expiry.
 *
 * @param nx only those without one
 * @param xx only those with one
 * @param gt only if it is later; none is later than all
 * @param lt only if it is earlier
 */
record ExpiryCondition(boolean nx, boolean xx, boolean gt, boolean lt) {

  private static final ExpiryCondition NONE = new ExpiryCondition(false, false, false, false);

  /** Reads the options from argument {@code first} on. */
  static ExpiryCondition of(Call call, int first) {
    ExpiryCondition condition = NONE;
    for (int i = first; i < call.count(); i++) {
      condition = condition.with(call, i);
    }
    return condition.checked();
  }

  private ExpiryCondition with(Call call, int i) {
    if (call.is(i, "NX")) {
      return new ExpiryCondition(true, xx, gt, lt);
    } else if (call.is(i, "XX")) {
      return new ExpiryCondition(nx, true, gt, lt);
    } else if (call.is(i, "GT")) {
      return new ExpiryCondition(nx, xx, true, lt);
    } else if (call.is(i, "LT")) {
      return new ExpiryCondition(nx, xx, gt, true);
    }
    throw new CommandException("ERR Unsupported option " + call.text(i));
  }

  private ExpiryCondition checked() {
    if (nx && (xx || gt || lt)) {
      throw new CommandException(
          "ERR NX and XX, GT or LT options at the same time are not compatible");
    }
    if (gt && lt) {
      throw new CommandException("ERR GT and LT options at the same time are not compatible");
    }
    return this;
  }

  /** Whether a key with this time of expiry, negative for none, gets the new one. */
  boolean admits(long currentMs, long newMs) {
    boolean has = currentMs >= 0;
    return (!nx || !has)
        && (!xx || has)
        && (!gt || (has && newMs > currentMs))
        && (!lt || !has || newMs < currentMs);
  }
}
