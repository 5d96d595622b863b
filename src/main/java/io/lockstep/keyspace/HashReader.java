package io.lockstep.keyspace;

import io.lockstep.memory.Element;
import io.lockstep.memory.MemberTable;
import io.lockstep.memory.PackedList;
import io.lockstep.memory.Records;
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
        ? list.at(records, hash).count() / 2
        : MemberTable.size(records.segment(hash), records.valueOffset(hash));
  }

  public boolean isPacked(int hash) {
    return records.form(hash) == ValueForm.PACKED;
  }

  /**
   * Shows all fields: those of a packed hash as they were put, else in the order of their hashes.
   */
  public void forEach(int hash, HashVisitor visitor) {
    if (isPacked(hash)) {
      forEachPacked(hash, visitor);
    } else {
      MemberTable.frozen(records.pages(), records.segment(hash), records.valueOffset(hash))
          .forEach(member -> show(member, visitor));
    }
  }

  private void forEachPacked(int hash, HashVisitor visitor) {
    list.at(records, hash);
    for (int place = PackedList.FIRST; place < list.end(); ) {
      int next = list.next(place);
      list.read(place, field);
      list.read(next, value);
      visitor.visit(field, value);
      place = list.next(next);
    }
  }

  private void show(int member, HashVisitor visitor) {
    field.key(records, member);
    value.value(records, member);
    visitor.visit(field, value);
  }
}
