package io.lockstep.command.hyperloglog;

import io.lockstep.keyspace.Database;
import io.lockstep.memory.Records;

/** The bytes of a sketch that is the value of a record. */
final class RecordBytes extends SketchBytes {
  private final Database database;
  private final Records records;
  private int record;
  private boolean isOwned;

  RecordBytes(Database database, Records records, int record) {
    this.database = database;
    this.records = records;
    this.record = record;
    locate();
  }

  private void locate() {
    lie(records.segment(record), records.valueOffset(record), records.valueLength(record));
  }

  @Override
  void own() {
    if (!isOwned) {
      resize(length());
    }
  }

  @Override
  void resize(int newLength) {
    record = database.resizeValue(record, newLength);
    if (!isOwned) {
      records.markRaw(record);
      isOwned = true;
    }
    locate();
  }
}
