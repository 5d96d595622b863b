package io.lockstep.rdb;

import io.lockstep.keyspace.SetReader;
import io.lockstep.keyspace.SetVisitor;
import io.lockstep.memory.PackedList;
import io.lockstep.memory.Records;
import java.io.IOException;

/** Writes sets: numbers and small ones as one string, others member by member. */
final class SetWriter implements ValueWriter {
  private final RdbOutput out;
  private final PackOutput packs;
  private final Records records;
  private final SetReader reader;
  private final SetVisitor members;
  private final PackedList list = new PackedList();
  private final int packedType;

  SetWriter(
      RdbOutput out, VisitedOutput visited, PackOutput packs, Records records, RdbVersion version) {
    this.out = out;
    this.packs = packs;
    this.records = records;
    this.reader = new SetReader(records);
    this.members = visited::element;
    this.packedType = version.hasPackedSets() ? RdbType.SET_LISTPACK : RdbType.SET;
  }

  @Override
  public int type(int record) {
    return switch (reader.form(record)) {
      case PACKED -> packedType;
      case NUMBERS -> RdbType.SET_INTSET;
      case LINKED -> RdbType.SET;
    };
  }

  @Override
  public void write(int record, int type) throws IOException {
    switch (type) {
      case RdbType.SET_LISTPACK -> packs.listpack(list.at(records, record));
      case RdbType.SET_INTSET -> packs.intset(reader.numbers(record));
      default -> {
        out.length(reader.size(record));
        reader.forEach(record, members);
      }
    }
  }
}
