package io.lockstep.rdb;

import io.lockstep.keyspace.Database;
import io.lockstep.keyspace.HashValue;
import io.lockstep.memory.Records;
import java.io.IOException;

/** Reads hashes that are written field by field, each behind its time of expiry. */
final class TimedHashLoader implements ValueReader {
  private final RdbString field;
  private final RdbString value;
  private final boolean isRelative;

  /**
   * A reader of one of both forms.
   *
   * @param isRelative whether times count from the soonest one, which is told first; so it is since
   *     the release of Redis 7.4
   */
  TimedHashLoader(RdbString field, RdbString value, boolean isRelative) {
    this.field = field;
    this.value = value;
    this.isRelative = isRelative;
  }

  @Override
  public int load(RdbInput in, RdbKey key, Database into, Records records) throws IOException {
    long soonestMs = soonest(in);
    long fields = in.length();
    if (fields == 0) {
      return Records.NONE;
    }
    HashValue hash = into.hashes();
    key.refuseSecond(key.isIn(into));
    RdbString name = key.name();
    hash.create(into, name.bytes(), name.start(), name.length(), key.expireAtMs());
    for (long read = 0; read < fields; read++) {
      readField(in, hash, soonestMs);
    }
    return hash.record();
  }

  private long soonest(RdbInput in) throws IOException {
    long at = in.offset();
    return isRelative ? StoredFieldTime.soonest(in.i64(), at) : StoredFieldTime.NONE;
  }

  private void readField(RdbInput in, HashValue hash, long soonestMs) throws IOException {
    long at = in.offset();
    long stored = in.length();
    long expireAtMs =
        isRelative
            ? StoredFieldTime.relative(stored, soonestMs, at)
            : StoredFieldTime.absolute(stored, at);
    field.read(in);
    value.read(in);
    boolean isNew =
        hash.put(
            field.bytes(),
            field.start(),
            field.length(),
            value.bytes(),
            value.start(),
            value.length(),
            expireAtMs);
    if (!isNew) {
      throw new CorruptRdbException(at, "a field of a hash appears twice");
    }
  }

  @Override
  public void skip(RdbInput in) throws IOException {
    soonest(in);
    long fields = in.length();
    for (long read = 0; read < fields; read++) {
      in.length();
      field.read(in);
      value.read(in);
    }
  }
}
