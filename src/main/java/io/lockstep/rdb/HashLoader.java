package io.lockstep.rdb;

import io.lockstep.keyspace.Database;
import io.lockstep.keyspace.HashValue;
import io.lockstep.memory.PackedRun;
import io.lockstep.memory.Records;
import java.io.IOException;

/**
 * Reads hashes that are written field by field, perhaps each behind its time of expiry. Where there
 * are no times, those at the start that a small hash may have are gathered, and taken at once.
 */
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

  private static final int PAIR = 2;

  private final RdbString field;
  private final RdbString value;
  private final Times times;
  private final PackedRun run = new PackedRun();

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
    key.refuseSecond(key.isIn(into));
    if (times == Times.NONE) {
      return loadPlain(in, key, into, fields);
    }
    HashValue hash = create(key, into);
    for (long read = 0; read < fields; read++) {
      readField(in, hash, soonestMs);
    }
    return hash.record();
  }

  private static HashValue create(RdbKey key, Database into) {
    RdbString name = key.name();
    return into.hashes().create(into, name.bytes(), name.start(), name.length(), key.expireAtMs());
  }

  // ---- without times

  private int loadPlain(RdbInput in, RdbKey key, Database into, long fields) throws IOException {
    long at = in.offset();
    boolean isAhead = gather(in, fields, into.hashes().longestPacked(fields));
    HashValue hash = run.count() == 0 ? create(key, into) : adopt(key, into, at);
    for (long left = fields - run.count() / PAIR; left > 0; left--) {
      if (!isAhead) {
        field.read(in);
        value.read(in);
      }
      isAhead = false;
      put(in.offset(), hash, Records.NO_EXPIRY);
    }
    return hash.record();
  }

  /** True where it ended at a field that is too long, or its value is, which has been read then. */
  private boolean gather(RdbInput in, long fields, long longest) throws IOException {
    run.clear();
    while (longest >= 0 && run.count() < PAIR * fields) {
      field.read(in);
      value.read(in);
      if (field.length() > longest || value.length() > longest) {
        return true;
      }
      run.add(field.bytes(), field.start(), field.length());
      run.add(value.bytes(), value.start(), value.length());
    }
    return false;
  }

  private HashValue adopt(RdbKey key, Database into, long at) throws CorruptRdbException {
    if (run.hasTwins(PAIR)) {
      throw twice(at);
    }
    RdbString name = key.name();
    return into.hashes()
        .adopt(into, name.bytes(), name.start(), name.length(), key.expireAtMs(), run);
  }

  // ---- with times

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
    put(at, hash, expireAtMs);
  }

  private void put(long at, HashValue hash, long expireAtMs) throws CorruptRdbException {
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
      throw twice(at);
    }
  }

  private static CorruptRdbException twice(long at) {
    return new CorruptRdbException(at, "a field of a hash appears twice");
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
