package io.lockstep.rdb;

import java.io.IOException;

/** Writes the values of one type of record, in forms that the readers of one version understand. */
interface ValueWriter {
  /** The type byte that precedes the key. */
  int type(int record);

  /** Writes the value in the form that {@link #type} told. */
  void write(int record, int type) throws IOException;
}
