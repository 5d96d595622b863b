package io.lockstep.rdb;

import io.lockstep.keyspace.Database;
import io.lockstep.keyspace.HashValue;
import io.lockstep.memory.Records;
import io.lockstep.rdb.packed.Elements;
import io.lockstep.rdb.packed.Listpack;
import java.io.IOException;

/** Reads hashes that are one string of fields, values and times of expiry in turn. */
final class TimedPackedHashLoader implements ValueReader {
  private static final int TRIPLE = 3;

  private final PackedString string;
  private final Elements elements = new Listpack();
  private final boolean hasSoonest;

  /**
   * A reader of one of both forms.
   *
   * @param hasSoonest whether the soonest time is told first; so it is since the release of Redis
   *     7.4
   */
  TimedPackedHashLoader(RdbString scratch, boolean hasSoonest) {
    this.string = new PackedString(scratch);
    this.hasSoonest = hasSoonest;
  }

  @Override
  public int load(RdbInput in, RdbKey key, Database into, Records records) throws IOException {
    long at = in.offset();
    read(in);
    if (elements.count() % TRIPLE != 0) {
      throw new CorruptRdbException(at, "a field of a hash without a value or a time");
    }
    if (elements.count() == 0) {
      return Records.NONE;
    }
    key.refuseSecond(key.isIn(into));
    RdbString name = key.name();
    HashValue hash = into.hashes();
    hash.create(into, name.bytes(), name.start(), name.length(), key.expireAtMs());
    while (elements.nextText()) {
      add(hash, at);
    }
    return hash.record();
  }

  private void read(RdbInput in) throws IOException {
    if (hasSoonest) {
      long at = in.offset();
      StoredFieldTime.soonest(in.i64(), at);
    }
    string.read(in, elements);
  }

  private void add(HashValue hash, long at) throws CorruptRdbException {
    byte[] field = elements.copy();
    elements.nextText();
    byte[] value = elements.copy();
    elements.next();
    if (!elements.isNumber()) {
      throw new CorruptRdbException(at, "a field of a hash that expires at no time");
    }
    long expireAtMs = StoredFieldTime.absolute(elements.number(), at);
    if (!hash.put(field, 0, field.length, value, 0, value.length, expireAtMs)) {
      throw new CorruptRdbException(at, "a field of a hash appears twice");
    }
  }

  @Override
  public void skip(RdbInput in) throws IOException {
    read(in);
  }
}
