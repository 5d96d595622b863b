package io.lockstep.rdb;

import io.lockstep.keyspace.Database;
import io.lockstep.keyspace.HashValue;
import io.lockstep.memory.Records;
import java.io.IOException;

/** Reads hashes that are written field by field. */
final class HashLoader implements ValueReader {
  private final RdbString field;
  private final RdbString value;

  HashLoader(RdbString field, RdbString value) {
    this.field = field;
    this.value = value;
  }

  @Override
  public int load(RdbInput in, RdbKey key, Database into, Records records) throws IOException {
    long fields = in.length();
    if (fields == 0) {
      return Records.NONE;
    }
    HashValue hash = into.hashes();
    key.refuseSecond(key.isIn(into));
    RdbString name = key.name();
    hash.create(into, name.bytes(), name.start(), name.length(), key.expireAtMs());
    for (long read = 0; read < fields; read++) {
      readField(in, hash);
    }
    return hash.record();
  }

  private void readField(RdbInput in, HashValue hash) throws IOException {
    long at = in.offset();
    field.read(in);
    value.read(in);
    boolean isNew =
        hash.put(
            field.bytes(),
            field.start(),
            field.length(),
            value.bytes(),
            value.start(),
            value.length());
    if (!isNew) {
      throw new CorruptRdbException(at, "a field of a hash appears twice");
    }
  }

  @Override
  public void skip(RdbInput in) throws IOException {
    long fields = in.length();
    for (long read = 0; read < fields; read++) {
      field.read(in);
      value.read(in);
    }
  }
}
