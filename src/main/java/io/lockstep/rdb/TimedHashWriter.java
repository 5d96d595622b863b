package io.lockstep.rdb;

import io.lockstep.keyspace.HashReader;
import io.lockstep.memory.Element;
import io.lockstep.memory.PackedList;
import io.lockstep.memory.RecordType;
import io.lockstep.memory.Records;
import java.io.IOException;

/**
 * Writes hashes whose fields may have times of expiry, as Redis reads them since 7.4: the soonest
 * time, then the packed list as it is, or each field behind its time. Valkey since 9.0 reads each
 * field before its time. Others are left to the plain writer.
 */
final class TimedHashWriter implements ValueWriter {
  private final RdbOutput out;
  private final VisitedOutput visited;
  private final PackOutput packs;
  private final Records records;
  private final HashReader reader;
  private final ValueWriter plain;
  private final boolean isForValkey;
  private final PackedList list = new PackedList();

  TimedHashWriter(
      RdbOutput out,
      VisitedOutput visited,
      PackOutput packs,
      Records records,
      ValueWriter plain,
      boolean isForValkey) {
    this.out = out;
    this.visited = visited;
    this.packs = packs;
    this.records = records;
    this.reader = new HashReader(records);
    this.plain = plain;
    this.isForValkey = isForValkey;
  }

  /** Whether a record is a hash that only readers of version 12 know. */
  static boolean hasTimes(Records records, int record) {
    return records.type(record) == RecordType.HASH
        && new HashReader(records).soonestMs(record) != Records.NO_EXPIRY;
  }

  @Override
  public int type(int record) {
    if (reader.soonestMs(record) != Records.NO_EXPIRY) {
      if (isForValkey) {
        return RdbType.VALKEY_HASH_WITH_EXPIRY;
      }
      boolean isSmall = records.valueLength(record) <= PackOutput.MAX_CONVERTED_BYTES;
      return isSmall && reader.isPacked(record)
          ? RdbType.HASH_LISTPACK_WITH_EXPIRY
          : RdbType.HASH_WITH_EXPIRY;
    }
    // times that are no more have left their places in the list
    return records.isTimed(record) ? RdbType.HASH : plain.type(record);
  }

  @Override
  public void write(int record, int type) throws IOException {
    switch (type) {
      case RdbType.HASH_LISTPACK_WITH_EXPIRY -> writePacked(record);
      case RdbType.HASH_WITH_EXPIRY -> writeFields(record);
      case RdbType.VALKEY_HASH_WITH_EXPIRY -> writeFieldsBeforeTimes(record);
      default -> plain.write(record, type);
    }
  }

  private void writePacked(int record) throws IOException {
    out.i64(reader.soonestMs(record));
    packs.listpack(list.at(records, record));
  }

  private void writeFields(int record) throws IOException {
    long soonestMs = reader.soonestMs(record);
    out.i64(soonestMs);
    out.length(reader.size(record));
    reader.forEachTimed(
        record,
        (field, value, expireAtMs) ->
            writeField(field, value, StoredFieldTime.toRelative(expireAtMs, soonestMs)));
  }

  private void writeFieldsBeforeTimes(int record) throws IOException {
    out.length(reader.size(record));
    reader.forEachTimed(record, this::writeFieldBeforeTime);
  }

  private void writeFieldBeforeTime(Element field, Element value, long expireAtMs) {
    visited.element(field);
    visited.element(value);
    visited.i64(expireAtMs);
  }

  private void writeField(Element field, Element value, long time) {
    visited.length(time);
    visited.element(field);
    visited.element(value);
  }
}
