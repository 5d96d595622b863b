package io.lockstep.keyspace;

import io.lockstep.memory.Element;
import io.lockstep.memory.Records;
import io.lockstep.memory.Slab;
import io.lockstep.memory.TreeCursor;

/** Reads consumers of streams' groups, also those of a snapshot on another thread. */
public sealed class ConsumerReader permits ConsumerValue {
  final Records records;
  final Fields fields;
  final TreeCursor pending;
  int record;

  public ConsumerReader(Records records) {
    this(records, new TreeCursor(records.pages(), false));
  }

  ConsumerReader(Records records, TreeCursor pending) {
    this.records = records;
    this.fields = new Fields(records);
    this.pending = pending;
  }

  void attach(int consumer) {
    record = consumer;
    fields.at(consumer).load(StreamRoot.CONSUMER_PENDING, pending);
  }

  int record() {
    return record;
  }

  /** The record that has the name as its key. */
  int nameRecord() {
    return fields.handle(StreamRoot.CONSUMER_NAME);
  }

  public void name(Element into) {
    into.key(records, nameRecord());
  }

  /** When it last tried to get entries. */
  public long seenAtMs() {
    return fields.number(StreamRoot.CONSUMER_SEEN);
  }

  /** When it last got an entry; -1 for never. */
  public long activeAtMs() {
    return fields.number(StreamRoot.CONSUMER_ACTIVE);
  }

  /** Bytes of its records and of the tree to what is pending. */
  long allBytes() {
    long name = Slab.capacity(records.bytes(nameRecord()));
    return Slab.capacity(records.bytes(record)) + name + pending.bytes();
  }

  /** How many entries it has not acknowledged. */
  public long pendingCount() {
    return pending.entries();
  }
}
