package io.lockstep.rdb;

import io.lockstep.memory.Records;
import java.io.IOException;

/** Writes the values of one type of record. */
interface ValueWriter {
  /** The type byte that precedes the key. */
  int type();

  void write(RdbStringWriter strings, Records records, int record) throws IOException;
}
