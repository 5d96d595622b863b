package io.lockstep.keyspace;

import io.lockstep.memory.HandleVisitor;
import io.lockstep.memory.Records;
import io.lockstep.memory.TreeCursor;

/** Reads streams, also those of a snapshot on another thread. */
public sealed class StreamReader permits StreamValue {
  final Records records;
  final Fields root;
  final TreeCursor blocks;
  final TreeCursor groups;
  int record;

  public StreamReader(Records records) {
    this(records, new TreeCursor(records.pages(), false), new TreeCursor(records.pages(), false));
  }

  StreamReader(Records records, TreeCursor blocks, TreeCursor groups) {
    this.records = records;
    this.root = new Fields(records);
    this.blocks = blocks;
    this.groups = groups;
  }

  /** Turns to a stream. */
  public StreamReader at(int stream) {
    attach(stream);
    return this;
  }

  final void attach(int stream) {
    record = stream;
    root.at(stream).load(StreamRoot.BLOCKS, blocks);
    root.load(StreamRoot.GROUPS, groups);
  }

  /** The stream's record as it is now. */
  public int record() {
    return record;
  }

  /** How many entries it has. */
  public long length() {
    return root.number(StreamRoot.LENGTH);
  }

  /** The greatest id that was ever given. */
  public EntryId lastId(EntryId into) {
    return root.id(StreamRoot.LAST, into);
  }

  /** The id of the first entry; 0-0 if there is none. */
  public EntryId firstId(EntryId into) {
    return root.id(StreamRoot.FIRST, into);
  }

  /** The greatest id that XDEL took out. */
  public EntryId maxDeletedId(EntryId into) {
    return root.id(StreamRoot.MAX_DELETED, into);
  }

  /** How many entries there ever were. */
  public long entriesAdded() {
    return root.number(StreamRoot.ADDED);
  }

  public long blockCount() {
    return blocks.entries();
  }

  /** Shows the blocks: records whose key is the first id and whose value is a packed list. */
  public void forEachBlock(HandleVisitor visitor) {
    blocks.forEach(0, (_, block, _) -> visitor.visit(block));
  }

  /** Bytes of what it keeps outside of its record; of its blocks so many are weighed. */
  long linkedBytes(long samples) {
    long bytes = Footprint.tree(records, blocks, samples) + groups.bytes();
    GroupReader group = new GroupReader(records);
    for (boolean more = firstGroup(group); more; more = nextGroup(group)) {
      bytes += group.allBytes();
    }
    return bytes;
  }

  public long groupCount() {
    return groups.entries();
  }

  /** Begins a walk over the groups, in the order of their names. */
  public boolean firstGroup(GroupReader into) {
    return groups.seekFirst() && show(into);
  }

  /** Goes on with the walk; false if there is no other one. */
  public boolean nextGroup(GroupReader into) {
    return groups.next() && show(into);
  }

  private boolean show(GroupReader into) {
    into.attach(groups.handle());
    return true;
  }
}
