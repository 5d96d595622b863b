package io.lockstep.rdb;

import io.lockstep.keyspace.Database;
import io.lockstep.keyspace.SortedSetValue;
import io.lockstep.memory.Records;
import java.io.IOException;

/**
 * Reads sorted sets that are written member by member, with scores in binary form or as text. Those
 * at the start that a small one may have are gathered, and taken at once, if they are in order or
 * against it, as Redis writes them.
 */
final class SortedSetLoader implements ValueReader {
  private final RdbString member;
  private final boolean isText;
  private final ScoredRun run = new ScoredRun();
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
    long at = in.offset();
    member.read(in);
    double score = gather(in, members, into.sortedSets().longestPacked(members));
    SortedSetValue set = run.count() == 0 ? create(key, into, members) : adopt(key, into, at);
    for (long left = members - run.count(); left > 0; left--) {
      add(in.offset(), set, score);
      if (left > 1) {
        member.read(in);
        score = score(in);
      }
    }
    return set.record();
  }

  /** Ends at the first member that can't be taken; it has been read then, and this is its score. */
  private double gather(RdbInput in, long members, long longest) throws IOException {
    run.clear();
    double score = score(in);
    while (member.length() <= longest
        && run.add(member.bytes(), member.start(), member.length(), score)) {
      if (run.count() == members) {
        return score;
      }
      member.read(in);
      score = score(in);
    }
    return score;
  }

  private SortedSetValue adopt(RdbKey key, Database into, long at) throws CorruptRdbException {
    if (run.hasTwins()) {
      throw twice(at);
    }
    RdbString name = key.name();
    return into.sortedSets()
        .adopt(into, name.bytes(), name.start(), name.length(), key.expireAtMs(), run.inOrder());
  }

  private SortedSetValue create(RdbKey key, Database into, long members) {
    RdbString name = key.name();
    return into.sortedSets()
        .create(
            into,
            name.bytes(),
            name.start(),
            name.length(),
            key.expireAtMs(),
            members,
            member.length());
  }

  private void add(long at, SortedSetValue set, double score) throws CorruptRdbException {
    if (!set.put(member.bytes(), member.start(), member.length(), score)) {
      throw twice(at);
    }
  }

  private static CorruptRdbException twice(long at) {
    return new CorruptRdbException(at, "a member of a sorted set appears twice");
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
