package io.lockstep.rdb;

import io.lockstep.keyspace.SortedSetReader;
import io.lockstep.keyspace.SortedSetVisitor;
import io.lockstep.memory.Element;
import io.lockstep.memory.PackedList;
import io.lockstep.memory.Records;
import java.io.IOException;

/**
 * Writes sorted sets: small ones as one string, big ones member by member. There the highest score
 * comes first, as Redis writes them: so each member that it reads goes to the front of its list.
 */
final class SortedSetWriter implements ValueWriter {
  private final RdbOutput out;
  private final VisitedOutput visited;
  private final PackOutput packs;
  private final Records records;
  private final SortedSetReader reader;
  private final SortedSetVisitor members;
  private final PackedList list = new PackedList();
  private final int packedType;
  private final int plainType;

  SortedSetWriter(
      RdbOutput out, VisitedOutput visited, PackOutput packs, Records records, RdbVersion version) {
    this.out = out;
    this.visited = visited;
    this.packs = packs;
    this.records = records;
    this.reader = new SortedSetReader(records);
    this.members = this::writeMember;
    this.packedType =
        version.hasListpacks() ? RdbType.SORTED_SET_LISTPACK : RdbType.SORTED_SET_ZIPLIST;
    this.plainType = version.hasBinaryScores() ? RdbType.SORTED_SET : RdbType.SORTED_SET_AS_TEXT;
  }

  @Override
  public int type(int record) {
    boolean isSmall = records.valueLength(record) <= PackOutput.MAX_CONVERTED_BYTES;
    return isSmall && reader.isPacked(record) ? packedType : plainType;
  }

  @Override
  public void write(int record, int type) throws IOException {
    switch (type) {
      case RdbType.SORTED_SET_LISTPACK -> packs.listpackWithScores(list.at(records, record));
      case RdbType.SORTED_SET_ZIPLIST -> packs.ziplistWithScores(list.at(records, record));
      default -> {
        out.length(reader.size(record));
        reader.forEachBackwards(record, members);
      }
    }
  }

  private void writeMember(Element member, double score) {
    visited.element(member);
    if (plainType == RdbType.SORTED_SET) {
      visited.i64(Double.doubleToRawLongBits(score));
    } else {
      visited.score(score);
    }
  }
}
