package io.lockstep.rdb;

import io.lockstep.keyspace.HashReader;
import io.lockstep.memory.Element;
import io.lockstep.memory.PackedList;
import io.lockstep.memory.Records;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Writes hashes whose fields may have times of expiry, as Redis reads them since 7.4: the soonest
 * time, then the packed list as it is, or each field behind its time. Others are left to the plain
 * writer.
 */
final class TimedHashWriter implements ValueWriter {
  private final ValueWriter plain;

  TimedHashWriter(ValueWriter plain) {
    this.plain = plain;
  }

  /** Whether the hash is one that only readers of version 12 know. */
  static boolean hasTimes(Records records, int record) {
    return new HashReader(records).soonestMs(record) != Records.NO_EXPIRY;
  }

  @Override
  public int type(Records records, int record, RdbVersion version) {
    if (hasTimes(records, record)) {
      return new HashReader(records).isPacked(record)
          ? RdbType.HASH_LISTPACK_WITH_EXPIRY
          : RdbType.HASH_WITH_EXPIRY;
    }
    // times that are no more have left their places in the list
    return records.isTimed(record) ? RdbType.HASH : plain.type(records, record, version);
  }

  @Override
  public void write(RdbOutput out, RdbStringWriter strings, Records records, int record, int type)
      throws IOException {
    switch (type) {
      case RdbType.HASH_LISTPACK_WITH_EXPIRY -> writePacked(out, strings, records, record);
      case RdbType.HASH_WITH_EXPIRY -> writeFields(out, strings, records, record);
      default -> writePlain(out, strings, records, record, type);
    }
  }

  private static void writePacked(
      RdbOutput out, RdbStringWriter strings, Records records, int record) throws IOException {
    out.i64(new HashReader(records).soonestMs(record));
    new ListBlockWriter(out, strings).writeListpack(new PackedList().at(records, record));
  }

  private static void writeFields(
      RdbOutput out, RdbStringWriter strings, Records records, int record) throws IOException {
    HashReader reader = new HashReader(records);
    long soonestMs = reader.soonestMs(record);
    out.i64(soonestMs);
    out.length(reader.size(record));
    reader.forEachTimed(
        record,
        (field, value, expireAtMs) ->
            writeField(out, strings, field, value, FieldTime.toRelative(expireAtMs, soonestMs)));
  }

  private static void writeField(
      RdbOutput out, RdbStringWriter strings, Element field, Element value, long time) {
    try {
      out.length(time);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // SnapshotWriter takes it out again
    }
    strings.writeElement(field);
    strings.writeElement(value);
  }

  private void writePlain(
      RdbOutput out, RdbStringWriter strings, Records records, int record, int type)
      throws IOException {
    if (!records.isTimed(record)) {
      plain.write(out, strings, records, record, type);
      return;
    }
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
