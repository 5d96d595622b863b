package io.lockstep.rdb;

import io.lockstep.keyspace.Database;
import io.lockstep.memory.Records;
import java.io.IOException;

/** Reads the values of one type in a file. */
interface ValueReader {
  /** Puts key and value into a database and returns the record. */
  int load(RdbInput in, RdbKey key, Database into, Records records) throws IOException;

  /** Passes over a value whose key is not wanted. */
  void skip(RdbInput in) throws IOException;
}
