package io.lockstep.rdb;

import io.lockstep.keyspace.HashReader;
import io.lockstep.memory.Records;
import java.io.IOException;

/** Writes hashes, field by field, as every Redis reads them. */
final class HashWriter implements ValueWriter {
  @Override
  public int type(Records records, int record, RdbVersion version) {
    return RdbType.HASH;
  }

  @Override
  public void write(RdbOutput out, RdbStringWriter strings, Records records, int record, int type)
      throws IOException {
    HashReader reader = new HashReader(records);
    out.length(reader.size(record));
    reader.forEach(
        record,
        (field, value) -> {
          strings.writeElement(field);
          strings.writeElement(value);
        });
  }
}
