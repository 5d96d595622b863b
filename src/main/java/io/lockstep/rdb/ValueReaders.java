package io.lockstep.rdb;

import org.jspecify.annotations.Nullable;

/** The reader of each type of value that is known, for files and for single values. */
final class ValueReaders {
  private final StringReader strings;
  private final ValueReader sets;
  private final ValueReader hashes;
  private final RdbString scratch;

  /** Readers that decode strings into these two. */
  ValueReaders(RdbString scratch, RdbString second) {
    strings = new StringReader(scratch);
    sets = new SetLoader(scratch);
    hashes = new HashLoader(scratch, second);
    this.scratch = scratch;
  }

  /** Null for a type that is not read. */
  @Nullable ValueReader of(int type) {
    return switch (type) {
      case RdbType.STRING -> strings;
      case RdbType.SET -> sets;
      case RdbType.HASH -> hashes;
      case RdbType.STREAM_LISTPACKS -> new StreamLoader(scratch, StreamForm.PLAIN);
      case RdbType.STREAM_LISTPACKS_2 -> new StreamLoader(scratch, StreamForm.COUNTED);
      case RdbType.STREAM_LISTPACKS_3 -> new StreamLoader(scratch, StreamForm.TIMED);
      default -> null;
    };
  }
}
