package io.lockstep.command.sortedset;

import io.lockstep.command.Call;
import io.lockstep.keyspace.Database;
import io.lockstep.keyspace.SortedSetReader;
import io.lockstep.keyspace.SortedSetVisitor;
import io.lockstep.memory.RecordType;

/**
 * One of the keys that a verb combines: a sorted set, a set whose members all score 1, or nothing.
 */
final class Source {

  private static final double SCORE_IN_SET = 1;

  private final Call call;
  private final int record;
  private final boolean isSet;
  private final long size;
  double weight = 1;

  private Source(Call call, int record) {
    this.call = call;
    this.record = record;
    this.isSet = record != Database.NONE && call.records().type(record) == RecordType.SET;
    this.size = sizeOf();
  }

  private long sizeOf() {
    if (record == Database.NONE) {
      return 0;
    }
    return isSet ? call.collections().set(record).size() : reader().size(record);
  }

  /** The key at an argument. */
  static Source at(Call call, int i) {
    int record = call.read(i);
    if (record != Database.NONE && call.records().type(record) != RecordType.SET) {
      call.require(record, RecordType.SORTED_SET);
    }
    return new Source(call, record);
  }

  private SortedSetReader reader() {
    return new SortedSetReader(call.records());
  }

  long size() {
    return size;
  }

  /** Shows all members, with their scores as they are. */
  void forEach(SortedSetVisitor visitor) {
    if (isSet) {
      call.collections().set(record).forEach(member -> visitor.visit(member, SCORE_IN_SET));
    } else if (record != Database.NONE) {
      reader().forEach(record, visitor);
    }
  }

  /** The score of a member, NaN if it is not here. */
  double score(byte[] bytes, int start, int length) {
    if (isSet) {
      return call.collections().set(record).contains(bytes, start, length)
          ? SCORE_IN_SET
          : Double.NaN;
    }
    return record == Database.NONE
        ? Double.NaN
        : call.collections().sortedSet(record).find(bytes, start, length);
  }
}
