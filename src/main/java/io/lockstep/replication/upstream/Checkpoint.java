package io.lockstep.replication.upstream;

/**
 * A point of a history up to which this node has applied everything ("cached master").
 *
 * @param offset the last byte applied
 */
public record Checkpoint(String replid, long offset) {

  /** In words. */
  @Override
  public String toString() {
    return "at offset %d of history %s".formatted(offset, replid);
  }

  /** What PSYNC asks for: the first byte that is lacking. */
  public long psyncOffset() {
    return offset + 1;
  }
}
