package io.lockstep.keyspace;

import io.lockstep.memory.Element;
import io.lockstep.memory.MemberTable;
import io.lockstep.memory.PackedList;
import io.lockstep.memory.Records;
import io.lockstep.memory.TreeCursor;
import io.lockstep.memory.ValueForm;

/** Reads hashes, also those of a snapshot on another thread. */
public final class HashReader {
  private final Records records;
  private final PackedList list = new PackedList();
  private final Element field = new Element();
  private final Element value = new Element();

  public HashReader(Records records) {
    this.records = records;
  }

  /** How many fields it has. */
  public long size(int hash) {
    return isPacked(hash)
        ? list.at(records, hash).count() / width(hash)
        : MemberTable.size(records.segment(hash), records.valueOffset(hash));
  }

  /** Whether all of it is in its record. */
  public boolean isPacked(int hash) {
    return records.form(hash) == ValueForm.PACKED;
  }

  private int width(int hash) {
    return records.isTimed(hash) ? PackedHash.TRIPLE : PackedHash.PAIR;
  }

  /** When its first field runs out, or {@link Records#NO_EXPIRY}. */
  public long soonestMs(int hash) {
    if (records.isTimed(hash)) {
      list.at(records, hash);
      return list.count() == 0 ? Records.NO_EXPIRY : PackedHash.time(list, PackedList.FIRST);
    }
    return isPacked(hash) || !TableHash.isTimed(records, hash)
        ? Records.NO_EXPIRY
        : soonestInTree(hash);
  }

  private long soonestInTree(int hash) {
    TreeCursor times = new TreeCursor(records.pages(), false);
    times.load(records.segment(hash), records.valueOffset(hash) + TableHash.TREE);
    return times.seekFirst() ? times.key() : Records.NO_EXPIRY;
  }

  /**
   * Shows all fields: those of a packed hash as they were put, else in the order of their hashes.
   */
  public void forEach(int hash, HashVisitor visitor) {
    forEachTimed(hash, (name, text, _) -> visitor.visit(name, text));
  }

  /** As {@link #forEach}, with times; a packed hash that has any shows the soonest first. */
  public void forEachTimed(int hash, TimedFieldVisitor visitor) {
    if (isPacked(hash)) {
      forEachPacked(hash, visitor);
    } else {
      MemberTable.frozen(records.pages(), records.segment(hash), records.valueOffset(hash))
          .forEach(member -> show(member, visitor));
    }
  }

  private void forEachPacked(int hash, TimedFieldVisitor visitor) {
    boolean isTimed = width(hash) == PackedHash.TRIPLE;
    list.at(records, hash);
    for (int place = PackedList.FIRST; place < list.end(); ) {
      int second = list.next(place);
      int next = list.next(second);
      long expireAtMs = isTimed ? PackedHash.time(list, place) : Records.NO_EXPIRY;
      list.read(place, field);
      list.read(second, value);
      visitor.visit(field, value, expireAtMs);
      place = isTimed ? list.next(next) : next;
    }
  }

  private void show(int member, TimedFieldVisitor visitor) {
    field.key(records, member);
    value.value(records, member);
    visitor.visit(field, value, records.expireAtMs(member));
  }
}
