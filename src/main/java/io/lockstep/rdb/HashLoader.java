package io.lockstep.rdb;

import io.lockstep.keyspace.Database;
import io.lockstep.keyspace.HashValue;
import io.lockstep.memory.Records;
import java.io.IOException;

/** Reads hashes that are written field by field, perhaps each behind its time of expiry. */
final class HashLoader implements ValueReader {
  /** How times of expiry are told. */
  enum Times {
    /** Not at all. */
    NONE,
    /** As they are: so it was before the release of Redis 7.4. */
    ABSOLUTE,
    /** From the soonest one on, which comes first. */
    RELATIVE,
    /** Behind each field and its value, as Valkey writes them. */
    BEHIND
  }

  private final RdbString field;
  private final RdbString value;
  private final Times times;

  HashLoader(RdbString field, RdbString value, Times times) {
    this.field = field;
    this.value = value;
    this.times = times;
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
    return times == Times.RELATIVE ? StoredFieldTime.soonest(in.i64(), at) : StoredFieldTime.NONE;
  }

  private long time(RdbInput in, long soonestMs) throws IOException {
    long at = in.offset();
    return switch (times) {
      case NONE, BEHIND -> Records.NO_EXPIRY;
      case ABSOLUTE -> StoredFieldTime.absolute(in.length(), at);
      case RELATIVE -> StoredFieldTime.relative(in.length(), soonestMs, at);
    };
  }

  private void readField(RdbInput in, HashValue hash, long soonestMs) throws IOException {
    long at = in.offset();
    long expireAtMs = time(in, soonestMs);
    field.read(in);
    value.read(in);
    if (times == Times.BEHIND) {
      expireAtMs = StoredFieldTime.ofValkey(in.i64());
    }
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
      if (times == Times.ABSOLUTE || times == Times.RELATIVE) {
        in.length();
      }
      field.read(in);
      value.read(in);
      if (times == Times.BEHIND) {
        in.i64();
      }
    }
  }
}
