package io.lockstep.rdb;

import io.lockstep.memory.Records;
import java.io.IOException;

/** Writes the values of one type of record. */
interface ValueWriter {
  /** The type byte that precedes the key, in a file that readers of this version understand. */
  int type(Records records, int record, RdbVersion version);

  /** Writes the value in the form that {@link #type} told. */
  void write(RdbOutput out, RdbStringWriter strings, Records records, int record, int type)
      throws IOException;
}
