package io.lockstep.rdb;

import io.lockstep.rdb.packed.StreamId;

/**
 * What a file tells about a stream as a whole.
 *
 * @param length its living entries
 * @param last the greatest id ever given
 * @param first the id of the first living entry
 * @param maxDeleted the greatest id that was deleted from within
 * @param entriesAdded how many entries there ever were
 */
record StreamSummary(
    long length, StreamId last, StreamId first, StreamId maxDeleted, long entriesAdded) {

  /** A count of read entries that nobody knows. */
  static final long UNKNOWN_COUNT = -1;

  /**
   * How many entries a group has read that stands at an id, as far as a stream without counts tells
   * (streamEstimateDistanceFromFirstEverEntry).
   */
  long estimatedRead(StreamId at) {
    if (length == 0) {
      return 0;
    }
    int beforeLast = at.compareTo(last);
    int beforeFirst = at.compareTo(first);
    if (beforeLast >= 0) {
      return beforeLast == 0 ? entriesAdded : UNKNOWN_COUNT;
    }
    if (beforeFirst <= 0) {
      return entriesAdded - length + (beforeFirst == 0 ? 1 : 0);
    }
    return UNKNOWN_COUNT;
  }
}
