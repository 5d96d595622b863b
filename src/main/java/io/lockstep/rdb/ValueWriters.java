package io.lockstep.rdb;

import io.lockstep.memory.RecordType;

/** The writer of each type of value, for files and for single values. */
final class ValueWriters {
  private static final ValueWriter HASHES = new TimedHashWriter(new HashWriter());
  private static final ValueWriter LISTS = new ListWriter();
  private static final ValueWriter SETS = new SetWriter();
  private static final ValueWriter SORTED_SETS = new SortedSetWriter();
  private static final ValueWriter STREAMS = new StreamWriter();

  private ValueWriters() {}

  static ValueWriter of(RecordType type) {
    return switch (type) {
      case STRING -> StringWriter.INSTANCE;
      case SET -> SETS;
      case HASH -> HASHES;
      case SORTED_SET -> SORTED_SETS;
      case LIST -> LISTS;
      case STREAM -> STREAMS;
    };
  }
}
