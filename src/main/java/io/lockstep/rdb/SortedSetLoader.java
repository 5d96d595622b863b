package io.lockstep.rdb;

import io.lockstep.keyspace.Database;
import io.lockstep.keyspace.SortedSetValue;
import io.lockstep.memory.Records;
import java.io.IOException;

/** Reads sorted sets that are written member by member, with scores in binary form or as text. */
final class SortedSetLoader implements ValueReader {
  private final RdbString member;
  private final boolean isText;
  private final byte[] text = new byte[Scores.MAX_CHARACTERS];

  SortedSetLoader(RdbString member, boolean isText) {
    this.member = member;
    this.isText = isText;
  }

  @Override
  public int load(RdbInput in, RdbKey key, Database into, Records records) throws IOException {
    long members = in.length();
    if (members == 0) {
      return Records.NONE;
    }
    key.refuseSecond(key.isIn(into));
    member.read(in);
    RdbString name = key.name();
    SortedSetValue set =
        into.sortedSets()
            .create(
                into,
                name.bytes(),
                name.start(),
                name.length(),
                key.expireAtMs(),
                members,
                member.length());
    add(in, set);
    for (long read = 1; read < members; read++) {
      member.read(in);
      add(in, set);
    }
    return set.record();
  }

  private void add(RdbInput in, SortedSetValue set) throws IOException {
    long at = in.offset();
    double score = score(in);
    if (!set.put(member.bytes(), member.start(), member.length(), score)) {
      throw new CorruptRdbException(at, "a member of a sorted set appears twice");
    }
  }

  private double score(RdbInput in) throws IOException {
    return isText ? Scores.read(in, text) : Scores.readBinary(in);
  }

  @Override
  public void skip(RdbInput in) throws IOException {
    long members = in.length();
    for (long read = 0; read < members; read++) {
      member.read(in);
      score(in);
    }
  }
}
