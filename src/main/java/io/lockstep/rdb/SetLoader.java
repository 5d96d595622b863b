package io.lockstep.rdb;

import io.lockstep.keyspace.Database;
import io.lockstep.keyspace.SetValue;
import io.lockstep.memory.Records;
import java.io.IOException;

/** Reads sets that are written member by member. */
final class SetLoader implements ValueReader {
  private final RdbString member;

  SetLoader(RdbString member) {
    this.member = member;
  }

  @Override
  public int load(RdbInput in, RdbKey key, Database into, Records records) throws IOException {
    long members = in.length();
    if (members == 0) {
      return Records.NONE;
    }
    key.refuseSecond(key.isIn(into));
    member.read(in);
    SetValue set = create(key, into, members);
    add(in.offset(), set);
    for (long read = 1; read < members; read++) {
      long at = in.offset();
      member.read(in);
      add(at, set);
    }
    return set.record();
  }

  private SetValue create(RdbKey key, Database into, long members) {
    boolean isNumber = SetValue.isNumber(member.bytes(), member.start(), member.length());
    RdbString name = key.name();
    return into.sets()
        .create(
            into, name.bytes(), name.start(), name.length(), key.expireAtMs(), isNumber, members);
  }

  private void add(long at, SetValue set) throws CorruptRdbException {
    if (!set.add(member.bytes(), member.start(), member.length())) {
      throw new CorruptRdbException(at, "a member of a set appears twice");
    }
  }

  @Override
  public void skip(RdbInput in) throws IOException {
    long members = in.length();
    for (long read = 0; read < members; read++) {
      member.read(in);
    }
  }
}
