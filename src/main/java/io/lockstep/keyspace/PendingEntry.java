package io.lockstep.keyspace;

import io.lockstep.memory.Element;
import io.lockstep.memory.Records;

/** A view of an entry that was delivered to a consumer who has not acknowledged it yet. */
public final class PendingEntry {
  private final Records records;
  private final Fields fields;
  private int record;

  public PendingEntry(Records records) {
    this.records = records;
    this.fields = new Fields(records);
  }

  PendingEntry at(int newRecord) {
    record = newRecord;
    fields.at(newRecord);
    return this;
  }

  int record() {
    return record;
  }

  public EntryId id(EntryId into) {
    return fields.id(StreamRoot.PENDING_ID, into);
  }

  /** When it was delivered last. */
  public long deliveredAtMs() {
    return fields.number(StreamRoot.PENDING_TIME);
  }

  /** How often it was delivered. */
  public long deliveryCount() {
    return fields.number(StreamRoot.PENDING_COUNT);
  }

  /** Shows the name of the consumer whose it is. */
  public void owner(Element name) {
    name.key(records, owner());
  }

  /** The record that has the consumer's name. */
  int owner() {
    return fields.handle(StreamRoot.PENDING_OWNER);
  }

  void setId(EntryId id) {
    fields.setId(StreamRoot.PENDING_ID, id);
  }

  void owner(int nameRecord) {
    fields.handle(StreamRoot.PENDING_OWNER, nameRecord);
  }

  void set(int owner, long deliveredAtMs, long deliveryCount) {
    owner(owner);
    fields.number(StreamRoot.PENDING_TIME, deliveredAtMs);
    fields.number(StreamRoot.PENDING_COUNT, deliveryCount);
  }
}
