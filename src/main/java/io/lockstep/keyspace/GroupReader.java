package io.lockstep.keyspace;

import io.lockstep.memory.Element;
import io.lockstep.memory.Records;
import io.lockstep.memory.Slab;
import io.lockstep.memory.TreeCursor;

/** Reads the consumer groups of streams, also those of a snapshot on another thread. */
public sealed class GroupReader permits GroupValue {
  /** What {@link #entriesRead} is when nobody knows. */
  public static final long UNKNOWN = -1;

  final Records records;
  final Fields fields;
  final TreeCursor pending;
  final TreeCursor consumers;
  int record;

  public GroupReader(Records records) {
    this(records, new TreeCursor(records.pages(), false), new TreeCursor(records.pages(), false));
  }

  GroupReader(Records records, TreeCursor pending, TreeCursor consumers) {
    this.records = records;
    this.fields = new Fields(records);
    this.pending = pending;
    this.consumers = consumers;
  }

  void attach(int group) {
    record = group;
    fields.at(group).load(StreamRoot.GROUP_PENDING, pending);
    fields.load(StreamRoot.GROUP_CONSUMERS, consumers);
  }

  int record() {
    return record;
  }

  public void name(Element into) {
    into.key(records, record);
  }

  /** The last id that was delivered. */
  public EntryId lastId(EntryId into) {
    return fields.id(StreamRoot.GROUP_LAST, into);
  }

  /** How many entries of the stream were read to come there, or {@link #UNKNOWN}. */
  public long entriesRead() {
    return fields.number(StreamRoot.GROUP_READ);
  }

  /** How many entries no consumer has acknowledged yet. */
  public long pendingCount() {
    return pending.entries();
  }

  public long consumerCount() {
    return consumers.entries();
  }

  /** Bytes of its record and of all that this leads to. */
  long allBytes() {
    long entry = Slab.capacity(Records.bytes(0, StreamRoot.PENDING_BYTES, false));
    long bytes = Slab.capacity(records.bytes(record)) + pending.bytes() + consumers.bytes();
    ConsumerReader consumer = new ConsumerReader(records);
    for (boolean more = firstConsumer(consumer); more; more = nextConsumer(consumer)) {
      bytes += consumer.allBytes();
    }
    return bytes + entry * pending.entries();
  }

  /** Begins a walk over the consumers, in the order of their names. */
  public boolean firstConsumer(ConsumerReader into) {
    return consumers.seekFirst() && show(into);
  }

  /** Goes on with the walk; false if there is no other one. */
  public boolean nextConsumer(ConsumerReader into) {
    return consumers.next() && show(into);
  }

  private boolean show(ConsumerReader into) {
    into.attach(consumers.handle());
    return true;
  }
}
