package io.lockstep.rdb;

import io.lockstep.keyspace.HashReader;
import io.lockstep.keyspace.HashVisitor;
import io.lockstep.memory.PackedList;
import io.lockstep.memory.Records;
import java.io.IOException;

/** Writes hashes: small ones as one string, big ones field by field. */
final class HashWriter implements ValueWriter {
  private final RdbOutput out;
  private final PackOutput packs;
  private final Records records;
  private final HashReader reader;
  private final HashVisitor fields;
  private final PackedList list = new PackedList();
  private final int packedType;

  HashWriter(
      RdbOutput out, VisitedOutput visited, PackOutput packs, Records records, RdbVersion version) {
    this.out = out;
    this.packs = packs;
    this.records = records;
    this.reader = new HashReader(records);
    this.fields =
        (field, value) -> {
          visited.element(field);
          visited.element(value);
        };
    this.packedType = packedType(version);
  }

  @Override
  public int type(int record) {
    boolean isSmall = records.valueLength(record) <= PackOutput.MAX_CONVERTED_BYTES;
    return isSmall && reader.isPacked(record) && fits(record) ? packedType : RdbType.HASH;
  }

  private boolean fits(int record) {
    return packedType != RdbType.HASH_ZIPMAP || packs.fitsZipmap(list.at(records, record));
  }

  private static int packedType(RdbVersion version) {
    if (version.hasListpacks()) {
      return RdbType.HASH_LISTPACK;
    }
    return version.hasHashZiplists() ? RdbType.HASH_ZIPLIST : RdbType.HASH_ZIPMAP;
  }

  @Override
  public void write(int record, int type) throws IOException {
    switch (type) {
      case RdbType.HASH_LISTPACK -> packs.listpack(list.at(records, record));
      case RdbType.HASH_ZIPLIST -> packs.ziplist(list.at(records, record));
      case RdbType.HASH_ZIPMAP -> packs.zipmap(list.at(records, record));
      default -> {
        out.length(reader.size(record));
        reader.forEach(record, fields);
      }
    }
  }
}
