package io.lockstep.rdb;

import io.lockstep.memory.RecordType;

/** Who writes the values of which type. */
final class ValueCodecs {
  private static final ValueWriter HASHES = new HashWriter();
  private static final ValueWriter SORTED_SETS = new SortedSetWriter();
  private static final ValueWriter LISTS = new ListWriter();
  private static final ValueWriter SETS = new SetWriter();

  private ValueCodecs() {}

  static ValueWriter writerOf(RecordType type) {
    return switch (type) {
      case STRING -> StringWriter.INSTANCE;
      case HASH -> HASHES;
      case SORTED_SET -> SORTED_SETS;
      case SET -> SETS;
      case LIST -> LISTS;
      case STREAM -> throw new IllegalStateException(type + " is not kept yet");
    };
  }
}
