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
import java.io.UncheckedIOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** The writing of one stream (rdbSaveObject, rdbSaveStreamPEL, rdbSaveStreamConsumers). */
final class StreamOutput {
  private static final int LISTPACK_HEADER_BYTES = 6;
  private static final int LISTPACK_END = 0xFF;
  private static final int UNKNOWN_COUNT = 0xFFFF;

  private final RdbOutput out;
  private final RdbStringWriter strings;
  private final Records records;
  private final StreamReader stream;
  private final GroupReader group;
  private final ConsumerReader consumer;
  private final PendingWalk pending;
  private final PackedList list = new PackedList();
  private final EntryId id = new EntryId();
  private final Element name = new Element();
  private final boolean hasCounts;
  private final boolean hasActiveTimes;
  private byte[] listpack = new byte[1 << 13];

  StreamOutput(RdbOutput out, RdbStringWriter strings, Records records, int type) {
    this.out = out;
    this.strings = strings;
    this.records = records;
    this.stream = new StreamReader(records);
    this.group = new GroupReader(records);
    this.consumer = new ConsumerReader(records);
    this.pending = new PendingWalk(records);
    this.hasCounts = type != StreamForm.PLAIN.type();
    this.hasActiveTimes = type == StreamForm.TIMED.type();
  }

  void write(int record) throws IOException {
    stream.at(record);
    out.length(stream.blockCount());
    stream.forEachBlock(this::writeBlockUnchecked);
    writeSummary();
    out.length(stream.groupCount());
    for (boolean more = stream.firstGroup(group); more; more = stream.nextGroup(group)) {
      writeGroup();
    }
  }

  // ---- blocks

  private void writeBlockUnchecked(int block) {
    try {
      writeBlock(block);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void writeBlock(int block) throws IOException {
    strings.write(records.segment(block), records.keyOffset(block), records.keyLength(block));
    strings.write(listpack, 0, fillListpack(block));
  }

  /** Makes a listpack of a block; returns its length. */
  private int fillListpack(int block) {
    list.at(records, block);
    int elements = list.end() - PackedList.EMPTY_BYTES;
    int length = LISTPACK_HEADER_BYTES + elements + 1;
    if (listpack.length < length) {
      listpack = new byte[Math.max(length, 2 * listpack.length)];
    }
    int count = Math.min(list.count(), UNKNOWN_COUNT);
    for (int at = 0; at < Integer.BYTES; at++) {
      listpack[at] = (byte) (length >>> (Byte.SIZE * at));
    }
    listpack[4] = (byte) count;
    listpack[5] = (byte) (count >>> Byte.SIZE);
    MemorySegment.copy(
        list.segment(),
        ValueLayout.JAVA_BYTE,
        list.offset() + PackedList.FIRST,
        listpack,
        LISTPACK_HEADER_BYTES,
        elements);
    listpack[length - 1] = (byte) LISTPACK_END;
    return length;
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
    pending.of(group, new EntryId(), EntryId.largest());
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
    pending.of(consumer, new EntryId(), EntryId.largest());
    while (pending.next()) {
      writeRaw(pending.entry().id(id));
    }
  }
}
