package io.lockstep.rdb;

import io.lockstep.keyspace.Database;
import io.lockstep.keyspace.SetValue;
import io.lockstep.memory.PackedRun;
import io.lockstep.memory.Records;
import java.io.IOException;

/**
 * Reads sets that are written member by member: those at the start that a small set may have are
 * gathered, and taken at once.
 */
final class SetLoader implements ValueReader {
  private final RdbString member;
  private final PackedRun run = new PackedRun();

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
    long at = in.offset();
    member.read(in);
    boolean ofNumbers = SetValue.isNumber(member.bytes(), member.start(), member.length());
    gather(in, members, ofNumbers ? -1 : into.sets().longestPacked(members));
    SetValue set = run.count() == 0 ? create(key, into, members, ofNumbers) : adopt(key, into, at);
    addRest(in, members - run.count(), set);
    return set.record();
  }

  /** Ends at the first member that is too long, which has been read then. */
  private void gather(RdbInput in, long members, long longest) throws IOException {
    run.clear();
    while (member.length() <= longest) {
      run.add(member.bytes(), member.start(), member.length());
      if (run.count() == members) {
        return;
      }
      member.read(in);
    }
  }

  private SetValue adopt(RdbKey key, Database into, long at) throws CorruptRdbException {
    if (run.hasTwins(1)) {
      throw twice(at);
    }
    RdbString name = key.name();
    return into.sets()
        .adopt(into, name.bytes(), name.start(), name.length(), key.expireAtMs(), run);
  }

  private static SetValue create(RdbKey key, Database into, long members, boolean ofNumbers) {
    RdbString name = key.name();
    return into.sets()
        .create(
            into, name.bytes(), name.start(), name.length(), key.expireAtMs(), ofNumbers, members);
  }

  /** Adds the member that has been read, and those that follow. */
  private void addRest(RdbInput in, long members, SetValue set) throws IOException {
    long at = in.offset();
    for (long left = members; left > 0; left--) {
      add(at, set);
      at = in.offset();
      if (left > 1) {
        member.read(in);
      }
    }
  }

  private void add(long at, SetValue set) throws CorruptRdbException {
    if (!set.add(member.bytes(), member.start(), member.length())) {
      throw twice(at);
    }
  }

  private static CorruptRdbException twice(long at) {
    return new CorruptRdbException(at, "a member of a set appears twice");
  }

  @Override
  public void skip(RdbInput in) throws IOException {
    long members = in.length();
    for (long read = 0; read < members; read++) {
      member.read(in);
    }
  }
}
