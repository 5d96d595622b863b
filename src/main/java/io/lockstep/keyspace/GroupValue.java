package io.lockstep.keyspace;

import io.lockstep.memory.Records;
import io.lockstep.memory.Tree;

/** A view of one consumer group, through which it is changed; it stays with its stream's view. */
public final class GroupValue extends GroupReader {
  private final RecordStore store;
  private final Tree pendingTree;
  private final Tree consumerTree;
  private final PendingSeek pendingSeek;
  private final NameSeek consumerSeek;
  private final PendingEntry entry;
  private final EntryId id = new EntryId();
  private final ConsumerValue formerOwner;

  private StreamValue stream;

  GroupValue(RecordStore store, StreamValue stream) {
    Tree pending = store.newTree();
    Tree consumers = store.newTree();
    super(store.records(), pending, consumers);
    this.store = store;
    this.stream = stream;
    this.pendingTree = pending;
    this.consumerTree = consumers;
    this.pendingSeek = new PendingSeek(records);
    Fields consumer = new Fields(records);
    this.consumerSeek =
        new NameSeek(records, handle -> consumer.at(handle).handle(StreamRoot.CONSUMER_NAME));
    this.entry = new PendingEntry(records);
    this.formerOwner = new ConsumerValue(store, this);
  }

  void at(StreamValue newStream, int group) {
    stream = newStream;
    attach(group);
  }

  RecordStore store() {
    return store;
  }

  /** Makes the group's record one that may be changed. */
  void begin() {
    stream.begin();
    if (!store.mayChange(record)) {
      int owned = store.duplicate(record);
      stream.groupMoved(this, owned);
      store.discard(record);
      attach(owned);
    }
  }

  private void storePending() {
    fields.store(StreamRoot.GROUP_PENDING, pendingTree);
  }

  private void storeConsumers() {
    fields.store(StreamRoot.GROUP_CONSUMERS, consumerTree);
  }

  /** Sets the last id that was delivered, and how many entries that makes. */
  public void setLastId(EntryId last, long entriesRead) {
    begin();
    fields.setId(StreamRoot.GROUP_LAST, last);
    fields.number(StreamRoot.GROUP_READ, entriesRead);
  }

  // ---- consumers

  /** Turns a view to the consumer of this name; false if there is none. */
  public boolean findConsumer(byte[] name, int start, int length, ConsumerValue into) {
    boolean isThere = consumerSeek.to(consumerTree, name, start, length);
    if (isThere) {
      into.at(this, consumerTree.handle());
    }
    return isThere;
  }

  /** Makes a consumer, whose name is not there, and turns a view to it. */
  public void createConsumer(
      byte[] name, int start, int length, long seenAtMs, long activeAtMs, ConsumerValue into) {
    begin();
    int nameRecord = store.createZeros(name, start, length, 0, Records.NO_EXPIRY);
    int made = store.createBlock(StreamRoot.CONSUMER_BYTES);
    consumerSeek.to(consumerTree, name, start, length);
    consumerTree.insert(consumerSeek.key(), made, 1);
    storeConsumers();
    into.at(this, made);
    into.begin(nameRecord, seenAtMs, activeAtMs);
  }

  /** Takes a consumer out with all that is pending of it. */
  public void removeConsumer(ConsumerValue consumer) {
    begin();
    consumer.pending.forEach(0, (_, handle, _) -> forget(handle));
    storePending();
    toConsumer(consumer);
    consumerTree.remove();
    storeConsumers();
    StreamDrain.ofConsumer(store, consumer.record()).go(Integer.MAX_VALUE);
  }

  private void forget(int handle) {
    pendingSeek.to(pendingTree, entry.at(handle).id(id));
    pendingTree.remove();
    store.discard(handle);
  }

  /** A consumer's record was replaced by another one. */
  void consumerMoved(ConsumerValue consumer, int newRecord) {
    toConsumer(consumer);
    consumerTree.replaceHandle(newRecord);
    storeConsumers();
  }

  private void toConsumer(ConsumerValue consumer) {
    toConsumer(consumer.nameRecord());
  }

  private void toConsumer(int nameRecord) {
    if (!consumerSeek.toNameOf(consumerTree, nameRecord)) {
      throw new IllegalStateException("a consumer is not in its group");
    }
  }

  // ---- pending entries

  /** Turns a view to what is pending under an id; false if there is nothing. */
  public boolean findPending(EntryId wanted, PendingEntry into) {
    boolean isThere = pendingSeek.to(pendingTree, wanted);
    if (isThere) {
      into.at(pendingTree.handle());
    }
    return isThere;
  }

  /** Finds the first pending entry that is not before an id; false if there is none. */
  public boolean findPendingFrom(EntryId wanted, PendingEntry into) {
    pendingSeek.to(pendingTree, wanted);
    boolean isThere = !pendingTree.isAtEnd();
    if (isThere) {
      into.at(pendingTree.handle());
    }
    return isThere;
  }

  /** Finds the last pending entry; false if there is none. */
  public boolean findLastPending(PendingEntry into) {
    boolean isThere = pendingTree.seekLast();
    if (isThere) {
      into.at(pendingTree.handle());
    }
    return isThere;
  }

  /** Makes an entry pending of a consumer, whoever had it before. */
  public void assign(EntryId wanted, ConsumerValue consumer, long deliveredAtMs, long count) {
    begin();
    consumer.begin();
    if (pendingSeek.to(pendingTree, wanted)) {
      reassign(wanted, consumer, deliveredAtMs, count);
      return;
    }
    int made = store.createBlock(StreamRoot.PENDING_BYTES);
    entry.at(made).setId(wanted);
    entry.set(consumer.nameRecord(), deliveredAtMs, count);
    pendingTree.insert(EntryId.treeKey(wanted.ms()), made, 1);
    storePending();
    consumer.insert(wanted, made);
  }

  private void reassign(EntryId wanted, ConsumerValue consumer, long deliveredAtMs, long count) {
    int old = pendingTree.handle();
    int owner = entry.at(old).owner();
    int changed = store.mayChange(old) ? old : store.duplicate(old);
    entry.at(changed).set(consumer.nameRecord(), deliveredAtMs, count);
    if (changed != old) {
      pendingTree.replaceHandle(changed);
      storePending();
    }
    if (owner != consumer.nameRecord()) {
      ownerOf(owner).remove(wanted);
      consumer.insert(wanted, changed);
    } else if (changed != old) {
      consumer.replace(wanted, changed);
    }
    if (changed != old) {
      store.discard(old);
    }
  }

  private ConsumerValue ownerOf(int nameRecord) {
    toConsumer(nameRecord);
    formerOwner.at(this, consumerTree.handle());
    formerOwner.begin();
    return formerOwner;
  }

  /** Takes what is pending under an id out; false if there is nothing. */
  public boolean acknowledge(EntryId wanted) {
    if (!pendingSeek.to(pendingTree, wanted)) {
      return false;
    }
    begin();
    pendingSeek.to(pendingTree, wanted);
    int handle = pendingTree.handle();
    ownerOf(entry.at(handle).owner()).remove(wanted);
    pendingTree.remove();
    storePending();
    store.discard(handle);
    return true;
  }
}
