package io.lockstep.rdb;

import io.lockstep.memory.RecordType;

/** Who writes the values of which type. */
final class ValueCodecs {
  private static final ValueWriter HASHES = new HashWriter();

  private static final ValueWriter SETS = new SetWriter();

  private static final ValueWriter STREAMS = new StreamWriter();

  private ValueCodecs() {}

  static ValueWriter writerOf(RecordType type) {
    return switch (type) {
      case STRING -> StringWriter.INSTANCE;
      case HASH -> HASHES;
      case SET -> SETS;
      case STREAM -> STREAMS;
      case LIST, SORTED_SET -> throw new IllegalStateException(type + " is not kept yet");
    };
  }
}
