package io.lockstep.command.stream;

import io.lockstep.command.Call;
import io.lockstep.command.CommandException;
import io.lockstep.command.Errors;
import io.lockstep.command.EventClass;
import io.lockstep.keyspace.Database;
import io.lockstep.keyspace.EntryId;
import io.lockstep.keyspace.StreamValue;
import io.lockstep.memory.RecordType;

/** XSETID: says what was the last id, for streams that are built again from a log. */
final class SetIdCommand {
  private static final long NOT_GIVEN = -1;

  private final Call call;
  private final EntryId last = new EntryId();
  private final EntryId maxDeleted = new EntryId();
  private long entriesAdded = NOT_GIVEN;

  private SetIdCommand(Call call) {
    this.call = call;
  }

  static void xsetid(Call call) {
    new SetIdCommand(call).run();
  }

  private void run() {
    Ids.strict(call, 2, last);
    readOptions();
    int record = call.write(1);
    if (record == Database.NONE) {
      throw new CommandException(Errors.NO_SUCH_KEY);
    }
    StreamValue stream = Streams.at(call, call.require(record, RecordType.STREAM));
    check(stream);
    set(stream);
    call.ok();
    call.changedForWatchers(1);
    call.event(EventClass.STREAM, "xsetid", 1);
  }

  private void readOptions() {
    for (int i = 3; i < call.count(); i += 2) {
      boolean hasMore = i + 1 < call.count();
      if (hasMore && call.is(i, "ENTRIESADDED")) {
        readEntriesAdded(i + 1);
      } else if (hasMore && call.is(i, "MAXDELETEDID")) {
        readMaxDeleted(i + 1);
      } else {
        throw new CommandException(Errors.SYNTAX);
      }
    }
  }

  private void readEntriesAdded(int i) {
    entriesAdded = call.arguments().number(i);
    if (entriesAdded < 0) {
      throw new CommandException("ERR entries_added must be positive");
    }
  }

  private void readMaxDeleted(int i) {
    Ids.strict(call, i, maxDeleted);
    if (last.compareTo(maxDeleted) < 0) {
      throw new CommandException(
          "ERR The ID specified in XSETID is smaller than the provided max_deleted_entry_id");
    }
  }

  private void check(StreamValue stream) {
    EntryId id = stream.maxDeletedId(new EntryId());
    if (last.compareTo(id) < 0) {
      throw new CommandException(
          "ERR The ID specified in XSETID is smaller than current max_deleted_entry_id");
    }
    if (stream.length() == 0) {
      return;
    }
    stream.lastEntryId(id);
    if (last.compareTo(id) < 0) {
      throw new CommandException(
          "ERR The ID specified in XSETID is smaller than the target stream top item");
    }
    if (entriesAdded != NOT_GIVEN && stream.length() > entriesAdded) {
      throw new CommandException(
          "ERR The entries_added specified in XSETID is smaller than the target stream length");
    }
  }

  private void set(StreamValue stream) {
    stream.setLastId(last);
    if (entriesAdded != NOT_GIVEN) {
      stream.setEntriesAdded(entriesAdded);
    }
    if (!maxDeleted.isZero()) {
      stream.setMaxDeletedId(maxDeleted);
    }
  }
}
