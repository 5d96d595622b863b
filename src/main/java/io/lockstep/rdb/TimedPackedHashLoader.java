package io.lockstep.rdb;

import io.lockstep.keyspace.Database;
import io.lockstep.keyspace.HashValue;
import io.lockstep.memory.Records;
import io.lockstep.rdb.packed.Listpack;
import java.io.IOException;

/** Reads hashes that are one string of fields, values and times of expiry in turn. */
final class TimedPackedHashLoader extends PackedLoader {
  private static final int TRIPLE = 3;

  private final boolean hasSoonest;

  /**
   * A reader of one of both forms.
   *
   * @param hasSoonest whether the soonest time is told first; so it is since the release of Redis
   *     7.4
   */
  TimedPackedHashLoader(RdbString scratch, boolean hasSoonest) {
    super(scratch, new Listpack(), TRIPLE, "a field of a hash without a value or a time");
    this.hasSoonest = hasSoonest;
  }

  @Override
  int adopt(RdbKey key, Database into, long at) {
    return Records.NONE; // each field goes where its time belongs
  }

  @Override
  int fill(RdbKey key, Database into, long at) throws CorruptRdbException {
    RdbString name = key.name();
    HashValue hash = into.hashes();
    hash.create(into, name.bytes(), name.start(), name.length(), key.expireAtMs());
    while (elements.nextText()) {
      add(hash, at);
    }
    return hash.record();
  }

  @Override
  void read(RdbInput in) throws IOException {
    if (hasSoonest) {
      long at = in.offset();
      StoredFieldTime.soonest(in.i64(), at);
    }
    super.read(in);
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
}
