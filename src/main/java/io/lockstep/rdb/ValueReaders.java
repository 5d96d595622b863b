package io.lockstep.rdb;

import org.jspecify.annotations.Nullable;

/** The reader of each type of value that is known, for files and for single values. */
final class ValueReaders {
  private final StringReader strings;

  /** Readers that decode strings into this one. */
  ValueReaders(RdbString scratch) {
    strings = new StringReader(scratch);
  }

  /** Null for a type that is not read. */
  @Nullable ValueReader of(int type) {
    return switch (type) {
      case RdbType.STRING -> strings;
      default -> null;
    };
  }
}
