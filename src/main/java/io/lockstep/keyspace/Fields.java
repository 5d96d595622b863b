package io.lockstep.keyspace;

import io.lockstep.memory.Pages;
import io.lockstep.memory.Records;
import io.lockstep.memory.TreeCursor;

/** A view of the numbers that stand at fixed places in a record's value. */
final class Fields {
  private final Records records;
  private final Pages pages;
  private int record;
  private long base;

  Fields(Records records) {
    this.records = records;
    this.pages = records.pages();
  }

  Fields at(int newRecord) {
    record = newRecord;
    base = records.valueOffset(newRecord) - Pages.offset(newRecord);
    return this;
  }

  long number(int field) {
    return pages.getLong(record, base + field);
  }

  void number(int field, long value) {
    pages.putLong(record, base + field, value);
  }

  int handle(int field) {
    return pages.getInt(record, base + field);
  }

  void handle(int field, int value) {
    pages.putInt(record, base + field, value);
  }

  EntryId id(int field, EntryId into) {
    return into.set(number(field), number(field + Long.BYTES));
  }

  void setId(int field, EntryId value) {
    number(field, value.ms());
    number(field + Long.BYTES, value.seq());
  }

  void load(int field, TreeCursor tree) {
    tree.load(records.segment(record), Pages.offset(record) + base + field);
  }

  void store(int field, TreeCursor tree) {
    tree.store(records.segment(record), Pages.offset(record) + base + field);
  }

  /** Makes the tree at this field an empty one. */
  void clearTree(int field) {
    records
        .segment(record)
        .asSlice(Pages.offset(record) + base + field, TreeCursor.ROOT_BYTES)
        .fill((byte) 0);
  }
}
