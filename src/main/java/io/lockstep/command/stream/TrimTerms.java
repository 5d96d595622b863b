package io.lockstep.command.stream;

import io.lockstep.command.Call;
import io.lockstep.command.CommandException;
import io.lockstep.command.Errors;
import io.lockstep.keyspace.EntryId;
import io.lockstep.keyspace.StreamValue;
import io.lockstep.resp.CommandEncoder;

/** The options of XADD and XTRIM: what is to be trimmed, and XADD's id. */
final class TrimTerms {
  private static final int FIRST_OPTION = 2;
  private static final long USUAL_LIMIT = 10_000; // where blocks have any number of entries
  private static final long BLOCKS_AT_ONCE = 100;
  private static final long MOST_AT_ONCE = 1_000_000;

  private enum Strategy {
    NONE,
    MAXLEN,
    MINID
  }

  private final Call call;
  private Strategy strategy = Strategy.NONE;
  private boolean isApproximate;
  private long maxLength;
  private EntryId minId = new EntryId();
  private long limit;
  private boolean hasLimit;

  /** The argument that says how much stays. */
  private int threshold;

  /** The argument behind the options: XADD's id. */
  private int end;

  private boolean createsNothing;
  private boolean isAdd;

  private TrimTerms(Call call) {
    this.call = call;
  }

  /** The options of XADD, up to an id. */
  static TrimTerms ofAdd(Call call) {
    TrimTerms terms = new TrimTerms(call);
    terms.isAdd = true;
    terms.readAll();
    return terms;
  }

  /** The options of XTRIM. */
  static TrimTerms ofTrim(Call call) {
    TrimTerms terms = new TrimTerms(call);
    terms.readAll();
    return terms;
  }

  boolean trims() {
    return strategy != Strategy.NONE;
  }

  boolean createsNothing() {
    return createsNothing;
  }

  /** The argument with XADD's id, if there is one. */
  int idArgument() {
    return end;
  }

  boolean isApproximate() {
    return isApproximate;
  }

  // ---- reading

  private void readAll() {
    int i = FIRST_OPTION;
    while (i < call.count() && isOption(i)) {
      i = read(i);
    }
    end = i;
    check();
  }

  /** Whether an option begins at argument {@code i}; with XADD anything else has to be the id. */
  private boolean isOption(int i) {
    boolean hasMore = i + 1 < call.count();
    boolean isOption =
        (hasMore && (call.is(i, "MAXLEN") || call.is(i, "MINID") || call.is(i, "LIMIT")))
            || (isAdd && call.is(i, "NOMKSTREAM"));
    if (!isOption && !isAdd) {
      throw new CommandException(Errors.SYNTAX);
    }
    if (!isOption) {
      AddCommand.checkId(call, i);
    }
    return isOption;
  }

  /** Returns the argument behind the option. */
  private int read(int i) {
    if (call.is(i, "NOMKSTREAM")) {
      createsNothing = true;
      return i + 1;
    }
    if (call.is(i, "LIMIT")) {
      readLimit(i + 1);
      return i + 2;
    }
    return readThreshold(i);
  }

  private void readLimit(int i) {
    limit = call.arguments().number(i);
    if (limit < 0) {
      throw new CommandException("ERR The LIMIT argument must be >= 0.");
    }
    hasLimit = true;
  }

  private int readThreshold(int i) {
    if (trims()) {
      throw new CommandException(
          "ERR syntax error, MAXLEN and MINID options at the same time are not compatible");
    }
    boolean hasOperator =
        i + 2 < call.count() && (Ids.isChar(call, i + 1, '~') || Ids.isChar(call, i + 1, '='));
    isApproximate = hasOperator && Ids.isChar(call, i + 1, '~');
    threshold = hasOperator ? i + 2 : i + 1;
    if (call.is(i, "MAXLEN")) {
      readMaxLength();
    } else {
      Ids.strict(call, threshold, minId);
      strategy = Strategy.MINID;
    }
    return threshold + 1;
  }

  private void readMaxLength() {
    maxLength = call.arguments().number(threshold);
    if (maxLength < 0) {
      throw new CommandException("ERR The MAXLEN argument must be >= 0.");
    }
    strategy = Strategy.MAXLEN;
  }

  private void check() {
    if (limit > 0 && !trims()) {
      throw new CommandException(
          "ERR syntax error, LIMIT cannot be used without specifying a trimming strategy");
    }
    if (!isAdd && !trims()) {
      throw new CommandException("ERR syntax error, XTRIM must be called with a trimming strategy");
    }
    if (call.client().isMaster()) {
      limit = 0; // what is to go was counted there
    } else {
      checkLimit();
    }
  }

  private void checkLimit() {
    if (hasLimit && !isApproximate) {
      throw new CommandException(
          "ERR syntax error, LIMIT cannot be used without the special ~ option");
    }
    if (!hasLimit && isApproximate) {
      long entries = BLOCKS_AT_ONCE * call.node().keyspace().limits().streamNodeMaxEntries;
      limit = entries <= 0 ? USUAL_LIMIT : Math.min(entries, MOST_AT_ONCE);
    }
  }

  // ---- doing

  /** Trims a stream; returns how many entries have gone. */
  long trim(StreamValue stream) {
    return strategy == Strategy.MAXLEN
        ? stream.trimToLength(maxLength, isApproximate, limit)
        : stream.trimBefore(minId, isApproximate, limit);
  }

  /** Puts an argument into the log: it does there exactly what was done here. */
  void propagate(CommandEncoder log, int i, StreamValue stream) {
    if (isApproximate && i == threshold - 1) {
      log.argument("=");
    } else if (isApproximate && i == threshold) {
      propagateThreshold(log, stream);
    } else {
      log.argument(call.request(), i);
    }
  }

  private void propagateThreshold(CommandEncoder log, StreamValue stream) {
    if (strategy == Strategy.MAXLEN) {
      log.argument(stream.length());
    } else {
      EntryId first = EntryId.largest();
      stream.firstKeptId(first);
      log.argument(first.toString());
    }
  }
}
