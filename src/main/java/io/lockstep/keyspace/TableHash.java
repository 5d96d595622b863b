package io.lockstep.keyspace;

import io.lockstep.memory.Element;
import io.lockstep.memory.MemberTable;
import io.lockstep.memory.Records;
import io.lockstep.memory.TieBreak;
import io.lockstep.memory.Tree;
import io.lockstep.memory.TreeCursor;

/**
 * A view of a big hash: a record for each field, with its value and its time of expiry, and a table
 * that finds them. Once a field gets a time there is a tree, too, that has the fields with one in
 * the order of these. The roots of both are the hash's value.
 */
final class TableHash {
  static final int ROOT_BYTES = MemberTable.ROOT_BYTES;
  static final int TREE = ROOT_BYTES;
  static final int TIMED_ROOT_BYTES = TREE + TreeCursor.ROOT_BYTES;

  private final RecordStore store;
  private final Records records;
  private final MemberTable table;
  private final Tree times;

  private ValueHome home;
  private int record;
  private boolean isTimed;

  TableHash(RecordStore store) {
    this.store = store;
    this.records = store.records();
    this.table = store.newMemberTable();
    this.times = store.newTree();
    this.home = store;
  }

  static boolean isTimed(Records records, int hash) {
    return records.valueLength(hash) == TIMED_ROOT_BYTES;
  }

  /** Orders members that run out at the same time by their addresses. */
  static TieBreak byAddress(int member) {
    return handle -> Integer.compare(member, handle);
  }

  void at(ValueHome newHome, int hash) {
    home = newHome;
    record = hash;
    isTimed = isTimed(records, hash);
    long root = records.valueOffset(hash);
    table.load(records.segment(hash), root);
    if (isTimed) {
      times.load(records.segment(hash), root + TREE);
    }
  }

  /** The record as it is now. */
  int record() {
    return record;
  }

  MemberTable table() {
    return table;
  }

  // ---- reading

  /** The record of a field, or {@link Records#NONE}. */
  int find(byte[] bytes, int start, int length) {
    return table.find(store.hash().of(bytes, start, length), bytes, start, length);
  }

  /** When the first field runs out. */
  long soonestMs() {
    return isTimed && times.seekFirst() ? times.key() : Records.NO_EXPIRY;
  }

  /** Shows the name of that field. */
  void soonest(Element name) {
    times.seekFirst();
    name.key(records, times.handle());
  }

  /** How many fields have a time before this one. */
  long countBefore(long timeMs) {
    if (!isTimed) {
      return 0;
    }
    times.seekKey(timeMs);
    return times.rank();
  }

  // ---- changing

  /** Gives a field a value and a time; returns whether it is new. */
  boolean put(
      byte[] name,
      int nameStart,
      int nameLength,
      byte[] value,
      int valueStart,
      int valueLength,
      long expireAtMs) {
    int hash = store.hash().of(name, nameStart, nameLength);
    int old = table.find(hash, name, nameStart, nameLength);
    long before = old == Records.NONE ? Records.NO_EXPIRY : records.expireAtMs(old);
    long after = expireAtMs == HashValue.SAME_EXPIRY ? before : expireAtMs;
    if (old != Records.NONE && before == after && store.resizeInPlace(old, valueLength)) {
      records.writeValue(old, value, valueStart, valueLength);
      return false;
    }
    int made = store.create(name, nameStart, nameLength, value, valueStart, valueLength, after, 0);
    beginChange(after);
    if (old == Records.NONE) {
      table.insert(hash, made);
    } else {
      table.replace(hash, old, made);
    }
    retime(old, before, made, after);
    endChange();
    discard(old);
    return old == Records.NONE;
  }

  private void discard(int old) {
    if (old != Records.NONE) {
      store.discard(old);
    }
  }

  /** Gives a field that is there another time, or none. */
  void expireAt(int member, long expireAtMs) {
    long before = records.expireAtMs(member);
    beginChange(expireAtMs);
    if (before != Records.NO_EXPIRY && expireAtMs != Records.NO_EXPIRY && store.mayChange(member)) {
      records.expireAtMs(member, expireAtMs);
      retime(member, before, member, expireAtMs);
    } else {
      int made = store.remake(member, records.valueLength(member), expireAtMs);
      table.replace(store.hashOf(made), member, made);
      retime(member, before, made, expireAtMs);
      store.discard(member);
    }
    endChange();
  }

  void remove(int member) {
    beginChange(Records.NO_EXPIRY);
    retime(member, records.expireAtMs(member), Records.NONE, Records.NO_EXPIRY);
    table.remove(store.hashOf(member), member);
    endChange();
    store.discard(member);
  }

  private void retime(int old, long before, int made, long after) {
    if (before != Records.NO_EXPIRY) {
      times.seek(before, byAddress(old));
      times.remove();
    }
    if (after != Records.NO_EXPIRY) {
      times.seek(after, byAddress(made));
      times.insert(after, made, 1);
    }
  }

  /** The record is made the owner's before table and tree change what it says. */
  private void beginChange(long expireAtMs) {
    boolean becomesTimed = !isTimed && expireAtMs != Records.NO_EXPIRY;
    isTimed |= becomesTimed;
    record = home.resizeValue(record, isTimed ? TIMED_ROOT_BYTES : ROOT_BYTES);
    if (becomesTimed) {
      times.clear();
    }
  }

  private void endChange() {
    long root = records.valueOffset(record);
    table.store(records.segment(record), root);
    if (isTimed) {
      times.store(records.segment(record), root + TREE);
    }
  }
}
