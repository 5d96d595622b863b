package io.lockstep.rdb;

import io.lockstep.keyspace.HashReader;
import io.lockstep.memory.Element;
import io.lockstep.memory.Records;
import java.io.IOException;
import java.io.UncheckedIOException;

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
          write(strings, field);
          write(strings, value);
        });
  }

  /** {@link SnapshotWriter} takes the exception out again. */
  private static void write(RdbStringWriter strings, Element element) {
    try {
      strings.write(element.segment(), element.offset(), element.length());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
