package io.lockstep.rdb;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.lockstep.keyspace.Database;
import io.lockstep.keyspace.Keyspace;
import io.lockstep.keyspace.SortedSetValue;
import io.lockstep.memory.Records;
import java.io.IOException;

/** Reads sorted sets that are written member by member, with scores in binary form or as text. */
final class SortedSetLoader implements ValueReader {
  // in place of the length of a score's text
  private static final int NOT_A_NUMBER = 253;
  private static final int POSITIVE_INFINITY = 254;
  private static final int NEGATIVE_INFINITY = 255;

  private final Keyspace keyspace;
  private final RdbString member;
  private final boolean isText;
  private final byte[] text = new byte[NOT_A_NUMBER];

  SortedSetLoader(Keyspace keyspace, RdbString member, boolean isText) {
    this.keyspace = keyspace;
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
        keyspace
            .sortedSets()
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
    long at = in.offset();
    double score = isText ? textScore(in) : Double.longBitsToDouble(in.i64());
    if (Double.isNaN(score)) {
      throw new CorruptRdbException(at, "a score that is not a number");
    }
    return score;
  }

  private double textScore(RdbInput in) throws IOException {
    int length = in.u8();
    return switch (length) {
      case NOT_A_NUMBER -> Double.NaN;
      case POSITIVE_INFINITY -> Double.POSITIVE_INFINITY;
      case NEGATIVE_INFINITY -> Double.NEGATIVE_INFINITY;
      default -> {
        in.bytes(text, 0, length);
        yield parse(new String(text, 0, length, ISO_8859_1));
      }
    };
  }

  /** NaN for what Redis never writes. */
  private static double parse(String score) {
    try {
      return Double.parseDouble(score);
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
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
