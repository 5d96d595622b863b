package io.lockstep.rdb;

import io.lockstep.keyspace.SetReader;
import io.lockstep.memory.Records;
import java.io.IOException;

/** Writes sets, member by member, as every Redis reads them. */
final class SetWriter implements ValueWriter {
  @Override
  public int type(Records records, int record, RdbVersion version) {
    return RdbType.SET;
  }

  @Override
  public void write(RdbOutput out, RdbStringWriter strings, Records records, int record, int type)
      throws IOException {
    SetReader reader = new SetReader(records);
    out.length(reader.size(record));
    reader.forEach(record, strings::writeElement);
  }
}
