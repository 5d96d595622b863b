package io.lockstep.rdb;

import io.lockstep.keyspace.ConsumerReader;
import io.lockstep.keyspace.EntryId;
import io.lockstep.keyspace.GroupReader;
import io.lockstep.keyspace.PendingEntry;
import io.lockstep.keyspace.PendingWalk;
import io.lockstep.keyspace.StreamReader;
import io.lockstep.memory.Element;
import io.lockstep.memory.PackedList;
import io.lockstep.memory.Records;
import java.io.IOException;

/** The writing of streams (rdbSaveObject, rdbSaveStreamPEL, rdbSaveStreamConsumers). */
final class StreamOutput {
  private final RdbOutput out;
  private final RdbStringWriter strings;
  private final PackOutput packs;
  private final Records records;
  private final StreamReader stream;
  private final GroupReader group;
  private final ConsumerReader consumer;
  private final PendingWalk pending;
  private final PackedList list = new PackedList();
  private final EntryId id = new EntryId();
  private final Element name = new Element();
  private final EntryId from = new EntryId();
  private final EntryId to = EntryId.largest();
  private boolean hasCounts;
  private boolean hasActiveTimes;

  StreamOutput(RdbOutput out, RdbStringWriter strings, PackOutput packs, Records records) {
    this.out = out;
    this.strings = strings;
    this.packs = packs;
    this.records = records;
    this.stream = new StreamReader(records);
    this.group = new GroupReader(records);
    this.consumer = new ConsumerReader(records);
    this.pending = new PendingWalk(records);
  }

  void write(int record, int type) throws IOException {
    hasCounts = type != StreamForm.PLAIN.type();
    hasActiveTimes = type == StreamForm.TIMED.type();
    stream.at(record);
    out.length(stream.blockCount());
    stream.forEachBlock(block -> VisitedOutput.part(() -> writeBlock(block)));
    writeSummary();
    out.length(stream.groupCount());
    for (boolean more = stream.firstGroup(group); more; more = stream.nextGroup(group)) {
      writeGroup();
    }
  }

  // ---- blocks

  private void writeBlock(int block) throws IOException {
    strings.write(records.segment(block), records.keyOffset(block), records.keyLength(block));
    packs.listpack(list.at(records, block));
  }

  // ---- what is told of the whole

  private void writeSummary() throws IOException {
    out.length(stream.length());
    write(stream.lastId(id));
    if (hasCounts) {
      write(stream.firstId(id));
      write(stream.maxDeletedId(id));
      out.number(stream.entriesAdded());
    }
  }

  private void write(EntryId written) throws IOException {
    out.number(written.ms());
    out.number(written.seq());
  }

  private void writeRaw(EntryId written) throws IOException {
    out.i64(Long.reverseBytes(written.ms()));
    out.i64(Long.reverseBytes(written.seq()));
  }

  // ---- groups

  private void writeGroup() throws IOException {
    group.name(name);
    strings.write(name.segment(), name.offset(), name.length());
    write(group.lastId(id));
    if (hasCounts) {
      out.number(group.entriesRead());
    }
    out.length(group.pendingCount());
    pending.of(group, from.set(0, 0), to);
    while (pending.next()) {
      writePending(pending.entry());
    }
    out.length(group.consumerCount());
    for (boolean more = group.firstConsumer(consumer); more; more = group.nextConsumer(consumer)) {
      writeConsumer();
    }
  }

  private void writePending(PendingEntry entry) throws IOException {
    writeRaw(entry.id(id));
    out.i64(entry.deliveredAtMs());
    out.number(entry.deliveryCount());
  }

  private void writeConsumer() throws IOException {
    consumer.name(name);
    strings.write(name.segment(), name.offset(), name.length());
    out.i64(consumer.seenAtMs());
    if (hasActiveTimes) {
      out.i64(consumer.activeAtMs());
    }
    out.length(consumer.pendingCount());
    pending.of(consumer, from.set(0, 0), to);
    while (pending.next()) {
      writeRaw(pending.entry().id(id));
    }
  }
}
