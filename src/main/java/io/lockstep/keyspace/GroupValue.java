package io.lockstep.keyspace;

import io.lockstep.memory.Records;
import io.lockstep.memory.Tree;

/** A view of one consumer group, through which it is changed; it belongs to its stream's view. */
public final class GroupValue extends GroupReader {
  private final RecordStore store;
  private final Tree pendingTree;
  private final Tree consumerTree;
  private final PendingSeek pendingSeek;
  private final NameSeek consumerSeek;
  private final PendingEntry entry;
  private final EntryId id = new EntryId();
  private final ConsumerValue formerOwner;

  private final ConsumerValue consumer;
  private final PendingWalk walk;
  private final StreamValue stream;

  GroupValue(RecordStore store, StreamValue stream) {
    Tree pending = store.newTree();
    Tree consumers = store.newTree();
    super(store.records(), pending, consumers);
    this.store = store;
    this.stream = stream;
    this.pendingTree = pending;
    this.consumerTree = consumers;
    this.pendingSeek = new PendingSeek(records);
    Fields consumerFields = new Fields(records);
    this.consumerSeek =
        new NameSeek(records, handle -> consumerFields.at(handle).handle(StreamRoot.CONSUMER_NAME));
    this.entry = new PendingEntry(records);
    this.formerOwner = new ConsumerValue(store, this);
    this.consumer = new ConsumerValue(store, this);
    this.walk = new PendingWalk(records);
  }

  void at(int group) {
    attach(group);
  }

  /** The view that is moved from consumer to consumer. */
  public ConsumerValue consumer() {
    return consumer;
  }

  /** A walk for whoever wants to show what is pending. */
  public PendingWalk deliveries() {
    return walk;
  }

  /** Makes the group's record one that may be changed. */
  void begin() {
    stream.begin();
    if (!store.mayChange(record)) {
      int owned = store.duplicate(record);
      stream.groupMoved(owned);
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

  /** Moves {@link #consumer} to the consumer of this name; false if there is none. */
  public boolean findConsumer(byte[] name, int start, int length) {
    boolean isThere = consumerSeek.to(consumerTree, name, start, length);
    if (isThere) {
      consumer.attach(consumerTree.handle());
    }
    return isThere;
  }

  /** Makes a consumer, whose name is not there, and moves {@link #consumer} to it. */
  public void createConsumer(byte[] name, int start, int length, long seenAtMs, long activeAtMs) {
    begin();
    int nameRecord = store.createZeros(name, start, length, 0, Records.NO_EXPIRY);
    int made = store.createBlock(StreamRoot.CONSUMER_BYTES);
    consumerSeek.to(consumerTree, name, start, length);
    consumerTree.insert(consumerSeek.key(), made, 1);
    storeConsumers();
    consumer.attach(made);
    consumer.begin(nameRecord, seenAtMs, activeAtMs);
  }

  /** Takes {@link #consumer}'s out with all that is pending of it. */
  public void removeConsumer() {
    begin();
    consumer.pending.forEach(0, (_, handle, _) -> forget(handle));
    storePending();
    toConsumer(consumer.nameRecord());
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
  void consumerMoved(ConsumerValue moved, int newRecord) {
    toConsumer(moved.nameRecord());
    consumerTree.replaceHandle(newRecord);
    storeConsumers();
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

  /** Makes an entry pending of {@link #consumer}'s, whoever had it before. */
  public void assign(EntryId wanted, long deliveredAtMs, long count) {
    begin();
    consumer.begin();
    if (pendingSeek.to(pendingTree, wanted)) {
      reassign(wanted, deliveredAtMs, count);
      return;
    }
    int made = store.createBlock(StreamRoot.PENDING_BYTES);
    entry.at(made).setId(wanted);
    entry.set(consumer.nameRecord(), deliveredAtMs, count);
    pendingTree.insert(EntryId.treeKey(wanted.ms()), made, 1);
    storePending();
    consumer.insert(wanted, made);
  }

  private void reassign(EntryId wanted, long deliveredAtMs, long count) {
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
    formerOwner.attach(consumerTree.handle());
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
