package io.lockstep.rdb;

import io.lockstep.keyspace.Database;
import io.lockstep.keyspace.EntryId;
import io.lockstep.keyspace.GroupValue;
import io.lockstep.keyspace.StreamValue;
import io.lockstep.memory.Records;
import io.lockstep.rdb.packed.StreamId;
import io.lockstep.rdb.packed.StreamNode;
import java.io.IOException;
import java.util.List;

/** Reads streams in one of their forms. */
final class StreamLoader implements ValueReader {
  private final RdbString string;
  private final StreamForm form;
  private final EntryId id = new EntryId();

  StreamLoader(RdbString string, StreamForm form) {
    this.string = string;
    this.form = form;
  }

  @Override
  public int load(RdbInput in, RdbKey key, Database into, Records records) throws IOException {
    StreamValue stream = into.streams();
    key.refuseSecond(key.isIn(into));
    RdbString name = key.name();
    stream.create(into, name.bytes(), name.start(), name.length(), key.expireAtMs());
    StreamParts parts = new StreamParts(in, string, form);
    for (StreamNode node = parts.nextNode(); node != null; node = parts.nextNode()) {
      add(stream, parts, node);
    }
    set(stream, parts.readSummary());
    for (StreamGroup group = parts.nextGroup(); group != null; group = parts.nextGroup()) {
      add(stream, group);
    }
    parts.skipProducers();
    return stream.record();
  }

  @Override
  public void skip(RdbInput in) throws IOException {
    StreamParts parts = new StreamParts(in, string, form);
    while (parts.nextNode() != null) {}
    parts.readSummary();
    while (parts.nextGroup() != null) {}
    parts.skipProducers();
  }

  private EntryId id(StreamId from) {
    return id.set(from.ms(), from.seq());
  }

  private void add(StreamValue stream, StreamParts parts, StreamNode node) {
    RdbString bytes = parts.nodeBytes();
    stream.addBlock(id(node.id()), bytes.bytes(), bytes.start(), bytes.length(), node.elements());
  }

  private void set(StreamValue stream, StreamSummary summary) {
    stream.setLengthAndFirstId(summary.length(), id(summary.first()));
    stream.setLastId(id(summary.last()));
    stream.setMaxDeletedId(id(summary.maxDeleted()));
    stream.setEntriesAdded(summary.entriesAdded());
  }

  private void add(StreamValue stream, StreamGroup group) {
    byte[] name = group.name();
    stream.createGroup(name, 0, name.length, id(group.last()), group.entriesRead());
    GroupValue made = stream.group();
    for (StreamConsumer consumer : group.consumers()) {
      made.createConsumer(
          consumer.name(), 0, consumer.name().length, consumer.seenAtMs(), consumer.activeAtMs());
    }
    add(made, group.consumers(), group.pending());
  }

  private void add(GroupValue group, List<StreamConsumer> consumers, PendingEntries pending) {
    int current = -1;
    for (int index = 0; index < pending.count(); index++) {
      if (pending.consumer(index) != current) {
        current = pending.consumer(index);
        byte[] name = consumers.get(current).name();
        group.findConsumer(name, 0, name.length);
      }
      id.set(pending.ms(index), pending.seq(index));
      group.assign(id, pending.deliveredAtMs(index), pending.deliveryCount(index));
    }
  }
}
