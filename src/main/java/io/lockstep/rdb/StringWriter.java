package io.lockstep.rdb;

import io.lockstep.memory.Records;
import java.io.IOException;

/** Writes string values. */
final class StringWriter implements ValueWriter {
  private final RdbStringWriter strings;
  private final Records records;

  StringWriter(RdbStringWriter strings, Records records) {
    this.strings = strings;
    this.records = records;
  }

  @Override
  public int type(int record) {
    return RdbType.STRING;
  }

  @Override
  public void write(int record, int type) throws IOException {
    strings.write(
        records.segment(record), records.valueOffset(record), records.valueLength(record));
  }
}
