package io.lockstep.command.sortedset;

import io.lockstep.command.Call;
import io.lockstep.command.CommandException;
import io.lockstep.command.Errors;
import io.lockstep.keyspace.Database;
import io.lockstep.keyspace.SortedSetReader;
import io.lockstep.keyspace.SortedSetVisitor;
import io.lockstep.memory.RecordType;

/**
 * One of the keys that a verb combines: a sorted set, a set whose members all score 1, or nothing.
 */
final class Source {

  private final Call call;
  private final int record;
  private final long size;
  double weight = 1;

  private Source(Call call, int record) {
    this.call = call;
    this.record = record;
    this.size = record == Database.NONE ? 0 : reader().size(record);
  }

  /** The key at an argument. */
  static Source at(Call call, int i) {
    int record = call.read(i);
    if (record != Database.NONE && call.records().type(record) != RecordType.SORTED_SET) {
      throw new CommandException(Errors.WRONG_TYPE);
    }
    return new Source(call, record);
  }

  private SortedSetReader reader() {
    return new SortedSetReader(call.records());
  }

  long size() {
    return size;
  }

  /** Whether both are the same key. */
  boolean isSameAs(Source other) {
    return record == other.record && record != Database.NONE;
  }

  /** Shows all members, with their scores as they are. */
  void forEach(SortedSetVisitor visitor) {
    if (record != Database.NONE) {
      reader().forEach(record, visitor);
    }
  }

  /** The score of a member, NaN if it is not here. */
  double score(byte[] bytes, int start, int length) {
    return record == Database.NONE ? Double.NaN : call.sortedSet(record).find(bytes, start, length);
  }
}
