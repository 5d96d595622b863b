package io.lockstep.keyspace;

import io.lockstep.memory.Tree;

/** A view of one consumer, through which it is changed; it belongs to its group's view. */
public final class ConsumerValue extends ConsumerReader {
  private final RecordStore store;
  private final Tree pendingTree;
  private final PendingSeek seek;
  private final GroupValue group;

  ConsumerValue(RecordStore store, GroupValue group) {
    Tree pending = store.newTree();
    super(store.records(), pending);
    this.store = store;
    this.pendingTree = pending;
    this.seek = new PendingSeek(records);
    this.group = group;
  }

  /** Begins a new consumer. */
  void begin(int nameRecord, long seenAtMs, long activeAtMs) {
    fields.handle(StreamRoot.CONSUMER_NAME, nameRecord);
    fields.number(StreamRoot.CONSUMER_SEEN, seenAtMs);
    fields.number(StreamRoot.CONSUMER_ACTIVE, activeAtMs);
  }

  /** Makes the consumer's record one that may be changed. */
  void begin() {
    if (!store.mayChange(record)) {
      group.begin();
      int owned = store.duplicate(record);
      group.consumerMoved(this, owned);
      store.discard(record);
      attach(owned);
    }
  }

  /** Finds its first pending entry that is not before an id; false if there is none. */
  public boolean findPendingFrom(EntryId id, PendingEntry into) {
    loadPending();
    seek.to(pendingTree, id);
    boolean isThere = !pendingTree.isAtEnd();
    if (isThere) {
      into.at(pendingTree.handle());
    }
    return isThere;
  }

  /** It tries to get entries. */
  public void seen(long nowMs) {
    begin();
    fields.number(StreamRoot.CONSUMER_SEEN, nowMs);
  }

  /** It got an entry. */
  public void active(long nowMs) {
    begin();
    fields.number(StreamRoot.CONSUMER_ACTIVE, nowMs);
  }

  void insert(EntryId id, int handle) {
    loadPending();
    seek.to(pendingTree, id);
    pendingTree.insert(EntryId.treeKey(id.ms()), handle, 1);
    storePending();
  }

  void remove(EntryId id) {
    to(id);
    pendingTree.remove();
    storePending();
  }

  void replace(EntryId id, int handle) {
    to(id);
    pendingTree.replaceHandle(handle);
    storePending();
  }

  private void to(EntryId id) {
    loadPending();
    if (!seek.to(pendingTree, id)) {
      throw new IllegalStateException("pending entry " + id + " is not its consumer's");
    }
  }

  /** Another view may have changed the tree, in the same record. */
  private void loadPending() {
    fields.load(StreamRoot.CONSUMER_PENDING, pendingTree);
  }

  private void storePending() {
    fields.store(StreamRoot.CONSUMER_PENDING, pendingTree);
  }
}
