package io.lockstep.keyspace;

import io.lockstep.memory.Records;
import io.lockstep.memory.Tree;
import io.lockstep.memory.TreeCursor;

/** Gives a record whose root is a copy of another stream's blocks and groups of its own. */
final class StreamCopy {
  private final RecordStore store;
  private final Records records;
  private final Fields fields;
  private final PendingSeek seek;
  private final PendingEntry entry;
  private final EntryId id = new EntryId();

  private StreamCopy(RecordStore store) {
    this.store = store;
    this.records = store.records();
    this.fields = new Fields(records);
    this.seek = new PendingSeek(records);
    this.entry = new PendingEntry(records);
  }

  static void of(RecordStore store, int copy) {
    StreamCopy work = new StreamCopy(store);
    work.copyTree(copy, StreamRoot.BLOCKS, store::duplicate);
    work.copyTree(copy, StreamRoot.GROUPS, work::group);
  }

  private interface Duplicate {
    int of(int handle);
  }

  /** A tree with the same keys and copies of what it leads to takes the place of the original. */
  private void copyTree(int record, int field, Duplicate duplicate) {
    TreeCursor original = new TreeCursor(records.pages(), false);
    fields.at(record).load(field, original);
    Tree tree = store.newTree();
    tree.clear();
    original.forEach(
        0,
        (key, handle, _) -> {
          tree.seekEnd();
          tree.insert(key, duplicate.of(handle), 1);
        });
    fields.at(record).store(field, tree);
  }

  /** What is pending is copied with its consumers. */
  private int group(int original) {
    int copy = store.duplicate(original);
    Tree pending = store.newTree();
    pending.clear();
    copyTree(copy, StreamRoot.GROUP_CONSUMERS, consumer -> consumer(consumer, pending));
    fields.at(copy).store(StreamRoot.GROUP_PENDING, pending);
    return copy;
  }

  private int consumer(int original, Tree pending) {
    int copy = store.duplicate(original);
    int name = store.duplicate(fields.at(copy).handle(StreamRoot.CONSUMER_NAME));
    fields.handle(StreamRoot.CONSUMER_NAME, name);
    copyTree(copy, StreamRoot.CONSUMER_PENDING, handle -> pending(handle, name, pending));
    return copy;
  }

  private int pending(int original, int owner, Tree pending) {
    int copy = store.duplicate(original);
    entry.at(copy).owner(owner);
    seek.to(pending, entry.id(id));
    pending.insert(EntryId.treeKey(id.ms()), copy, 1);
    return copy;
  }
}
