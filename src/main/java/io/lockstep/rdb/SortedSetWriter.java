package io.lockstep.rdb;

import io.lockstep.keyspace.SortedSetReader;
import io.lockstep.memory.Records;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Writes sorted sets, member by member with binary scores. The highest score comes first, as Redis
 * writes them: so each member that it reads goes to the front of its list.
 */
final class SortedSetWriter implements ValueWriter {
  @Override
  public int type(Records records, int record, RdbVersion version) {
    return RdbType.SORTED_SET;
  }

  @Override
  public void write(RdbOutput out, RdbStringWriter strings, Records records, int record, int type)
      throws IOException {
    SortedSetReader reader = new SortedSetReader(records);
    out.length(reader.size(record));
    reader.forEachBackwards(
        record,
        (member, score) -> {
          try {
            strings.write(member.segment(), member.offset(), member.length());
            out.i64(Double.doubleToRawLongBits(score));
          } catch (IOException e) {
            throw new UncheckedIOException(e); // SnapshotWriter takes it out again
          }
        });
  }
}
