package io.lockstep.rdb.packed;

/** The id of a stream's entry: two unsigned numbers, of which the first is mostly a time. */
public record StreamId(long ms, long seq) implements Comparable<StreamId> {
  public static final StreamId ZERO = new StreamId(0, 0);

  @Override
  public int compareTo(StreamId other) {
    return compare(ms, seq, other.ms, other.seq);
  }

  static int compare(long ms, long seq, long otherMs, long otherSeq) {
    int byMs = Long.compareUnsigned(ms, otherMs);
    return byMs == 0 ? Long.compareUnsigned(seq, otherSeq) : byMs;
  }

  @Override
  public String toString() {
    return Long.toUnsignedString(ms) + "-" + Long.toUnsignedString(seq);
  }
}
