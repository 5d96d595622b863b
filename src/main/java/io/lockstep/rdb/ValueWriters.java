package io.lockstep.rdb;

import io.lockstep.memory.RecordType;

/** The writer of each type of value, for files and for single values. */
final class ValueWriters {
  private ValueWriters() {}

  static ValueWriter of(RecordType type) {
    return switch (type) {
      case STRING -> StringWriter.INSTANCE;
    };
  }
}
