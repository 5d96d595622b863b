package io.lockstep.rdb;

import io.lockstep.keyspace.Database;
import io.lockstep.keyspace.HashValue;
import io.lockstep.memory.PackedRun;
import io.lockstep.memory.Records;
import io.lockstep.rdb.packed.Elements;

/** Reads hashes that are one string of fields and values in turn. */
final class PackedHashLoader extends PackedLoader {
  private static final int PAIR = 2;

  private final SmallElements small = new SmallElements();

  PackedHashLoader(RdbString scratch, Elements form) {
    super(scratch, form, PAIR, "a field of a hash without a value");
  }

  @Override
  int adopt(RdbKey key, Database into, long at) {
    HashValue hash = into.hashes();
    PackedRun run = small.of(elements, PAIR, hash.longestPacked(size()));
    if (run == null) {
      return Records.NONE;
    }
    RdbString name = key.name();
    return hash.adopt(into, name.bytes(), name.start(), name.length(), key.expireAtMs(), run)
        .record();
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

  private void add(HashValue hash, long at) throws CorruptRdbException {
    byte[] field = elements.copy();
    elements.nextText();
    boolean isNew =
        hash.put(field, 0, field.length, elements.bytes(), elements.start(), elements.length());
    if (!isNew) {
      throw new CorruptRdbException(at, "a field of a hash appears twice");
    }
  }
}
