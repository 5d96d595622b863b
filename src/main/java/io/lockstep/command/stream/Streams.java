package io.lockstep.command.stream;

import io.lockstep.command.Call;
import io.lockstep.command.CommandException;
import io.lockstep.command.Errors;
import io.lockstep.keyspace.Database;
import io.lockstep.keyspace.StreamValue;
import io.lockstep.memory.Records;

/** The streams and groups that requests name. */
final class Streams {
  private Streams() {}

  /** A view of the stream that a record of the selected database holds. */
  static StreamValue at(Call call, int record) {
    return call.node().keyspace().streams().at(call.database(), record);
  }

  /** A view of the stream at argument {@code i}, or of a new one if there is no record. */
  static StreamValue toFill(Call call, int i, int record) {
    if (record != Database.NONE) {
      return at(call, record);
    }
    call.created(i);
    return call.node()
        .keyspace()
        .streams()
        .create(call.database(), call.bytes(), call.start(i), call.length(i), Records.NO_EXPIRY);
  }

  /** Moves the view of groups to the one that an argument names; false if it is not there. */
  static boolean findGroup(Call call, StreamValue stream, int i) {
    return stream.findGroup(call.bytes(), call.start(i), call.length(i));
  }

  /** The error of commands that need both a key and a group. */
  static CommandException noGroup(Call call, int key, int group) {
    return new CommandException(
        "NOGROUP No such key '"
            + shown(call, key)
            + "' or consumer group '"
            + shown(call, group)
            + "'");
  }

  /** The error of commands that need a group of a key that is there. */
  static CommandException noGroupOfKey(Call call, int key, int group) {
    return new CommandException(
        "NOGROUP No such consumer group '"
            + shown(call, group)
            + "' for key name '"
            + shown(call, key)
            + "'");
  }

  /** Argument {@code i} as C prints it. */
  static String shown(Call call, int i) {
    return Errors.untilNul(call.text(i));
  }

  /** A count that must be a number, where negative ones mean something else. */
  static long count(Call call, int i, long ifNegative) {
    long count = call.arguments().number(i);
    return count < 0 ? ifNegative : count;
  }
}
