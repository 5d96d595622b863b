package io.lockstep.keyspace;

import io.lockstep.memory.Records;
import io.lockstep.memory.TreeCursor;

/** Goes through what is pending in a group or of one consumer, which must not change meanwhile. */
public final class PendingWalk {
  private final TreeCursor tree;
  private final PendingSeek seek;
  private final Fields root;
  private final PendingEntry entry;
  private final EntryId last = new EntryId();
  private final EntryId id = new EntryId();
  private boolean isStanding;
  private boolean isFresh;

  public PendingWalk(Records records) {
    tree = new TreeCursor(records.pages(), false);
    seek = new PendingSeek(records);
    root = new Fields(records);
    entry = new PendingEntry(records);
  }

  /** Begins with the first entry of a group that is not before one id, to end with another. */
  public PendingWalk of(GroupReader group, EntryId first, EntryId newLast) {
    return begin(group.record(), StreamRoot.GROUP_PENDING, first, newLast);
  }

  /** The same of a consumer. */
  public PendingWalk of(ConsumerReader consumer, EntryId first, EntryId newLast) {
    return begin(consumer.record(), StreamRoot.CONSUMER_PENDING, first, newLast);
  }

  private PendingWalk begin(int record, int field, EntryId first, EntryId newLast) {
    root.at(record).load(field, tree);
    last.set(newLast);
    seek.to(tree, first);
    isStanding = !tree.isAtEnd();
    isFresh = true;
    return this;
  }

  /** Goes to the next entry; false if there is none. */
  public boolean next() {
    if (isStanding && !isFresh) {
      isStanding = tree.next();
    }
    isFresh = false;
    if (isStanding) {
      entry.at(tree.handle());
      isStanding = entry.id(id).compareTo(last) <= 0;
    }
    return isStanding;
  }

  /** A view of the entry. */
  public PendingEntry entry() {
    return entry;
  }
}
