package io.lockstep.rdb;

import io.lockstep.memory.Records;
import java.io.IOException;

/** Writes string values. */
enum StringWriter implements ValueWriter {
  INSTANCE;

  @Override
  public int type(Records records, int record, RdbVersion version) {
    return RdbType.STRING;
  }

  @Override
  public void write(RdbOutput out, RdbStringWriter strings, Records records, int record, int type)
      throws IOException {
    strings.write(
        records.segment(record), records.valueOffset(record), records.valueLength(record));
  }
}
