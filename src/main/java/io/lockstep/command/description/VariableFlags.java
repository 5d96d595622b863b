package io.lockstep.command.description;

import io.lockstep.resp.Request;

/**
 * What a request does to its key, for the commands whose options decide that (Redis, {@code
 * setGetKeys} and {@code bitfieldGetKeys}).
 */
final class VariableFlags {

  private static final String VARIABLE = "VARIABLE_FLAGS";
  private static final String READS = "RO ACCESS";
  private static final String OVERWRITES = "OW UPDATE";
  private static final String CHANGES = "RW ACCESS UPDATE";
  private static final int SET_OPTIONS = 3;

  private VariableFlags() {}

  /** The flags of a key of this request, given what its spec says. */
  static String of(String specified, Request request) {
    if (!specified.endsWith(VARIABLE)) {
      return specified;
    }
    return request.is(0, "SET") ? ofSet(request) : ofBitfield(request);
  }

  private static String ofSet(Request request) {
    for (int i = SET_OPTIONS; i < request.count(); i++) {
      if (request.is(i, "GET")) {
        return CHANGES;
      }
    }
    return OVERWRITES;
  }

  /** An operation that is cut off counts as a change. */
  private static String ofBitfield(Request request) {
    int i = 2;
    while (i < request.count()) {
      int rest = request.count() - i - 1;
      if (request.is(i, "GET") && rest >= 2) {
        i += 3;
      } else if (request.is(i, "OVERFLOW") && rest >= 1) {
        i += 2;
      } else {
        return CHANGES;
      }
    }
    return READS;
  }
}
