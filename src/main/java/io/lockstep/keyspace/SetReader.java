package io.lockstep.keyspace;

import io.lockstep.memory.Element;
import io.lockstep.memory.MemberTable;
import io.lockstep.memory.PackedList;
import io.lockstep.memory.Records;
import io.lockstep.memory.ValueForm;

/** Reads sets, also those of a snapshot on another thread. */
public final class SetReader {
  private final Records records;
  private final PackedList list = new PackedList();
  private final NumberSet numbers = new NumberSet();
  private final Element member = new Element();

  public SetReader(Records records) {
    this.records = records;
  }

  public ValueForm form(int set) {
    return records.form(set);
  }

  /** How many members it has. */
  public long size(int set) {
    return switch (form(set)) {
      case PACKED -> list.at(records, set).count();
      case NUMBERS -> numbers.at(records, set).size();
      case LINKED -> MemberTable.size(records.segment(set), records.valueOffset(set));
    };
  }

  /** The numbers of a set that has this form. */
  public NumberSet numbers(int set) {
    return numbers.at(records, set);
  }

  /** Shows all members: numbers in their order, packed ones as they were put, else by hash. */
  public void forEach(int set, SetVisitor visitor) {
    switch (form(set)) {
      case PACKED -> forEachPacked(set, visitor);
      case NUMBERS -> forEachNumber(set, visitor);
      case LINKED ->
          MemberTable.frozen(records.pages(), records.segment(set), records.valueOffset(set))
              .forEach(
                  record -> {
                    member.key(records, record);
                    visitor.visit(member);
                  });
    }
  }

  private void forEachPacked(int set, SetVisitor visitor) {
    list.at(records, set);
    for (int place = PackedList.FIRST; place < list.end(); place = list.next(place)) {
      list.read(place, member);
      visitor.visit(member);
    }
  }

  private void forEachNumber(int set, SetVisitor visitor) {
    numbers.at(records, set);
    for (int index = 0; index < numbers.size(); index++) {
      member.number(numbers.get(index));
      visitor.visit(member);
    }
  }
}
