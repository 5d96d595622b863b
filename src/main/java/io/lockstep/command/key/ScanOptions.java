package io.lockstep.command.key;

import io.lockstep.command.Call;
import io.lockstep.command.CommandException;
import io.lockstep.command.Errors;
import io.lockstep.command.text.Glob;
import io.lockstep.memory.Records;
import org.jspecify.annotations.Nullable;

/**
 * What SCAN is asked to find.
 *
 * @param count about how many keys to look at
 * @param pattern what the key must match
 * @param type the name of its type, known or not, in any case
 */
record ScanOptions(long count, @Nullable Glob pattern, @Nullable String type) {

  private static final ScanOptions NONE = new ScanOptions(10, null, null);

  /** Reads the options from argument {@code first} on. */
  static ScanOptions of(Call call, int first) {
    ScanOptions options = NONE;
    for (int i = first; i < call.count(); i += 2) {
      if (i + 1 == call.count()) {
        throw new CommandException(Errors.SYNTAX);
      }
      options = options.with(call, i);
    }
    return options;
  }

  private ScanOptions with(Call call, int i) {
    if (call.is(i, "COUNT")) {
      return new ScanOptions(count(call, i + 1), pattern, type);
    } else if (call.is(i, "MATCH")) {
      return new ScanOptions(count, new Glob(call.request().copy(i + 1)), type);
    } else if (call.is(i, "TYPE")) {
      return new ScanOptions(count, pattern, call.text(i + 1));
    }
    throw new CommandException(Errors.SYNTAX);
  }

  static long count(Call call, int i) {
    long count = call.arguments().number(i);
    if (count < 1) {
      throw new CommandException(Errors.SYNTAX);
    }
    return count;
  }

  /** Whether a record is what was asked for. */
  boolean admits(Records records, int record) {
    return (type == null || records.type(record).wireName().equalsIgnoreCase(type))
        && (pattern == null || pattern.matchesKey(records, record));
  }
}
