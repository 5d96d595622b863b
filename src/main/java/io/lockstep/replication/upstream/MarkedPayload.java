package io.lockstep.replication.upstream;

import java.util.Arrays;

/**
 * A payload that ends where the marker first appears. Last bytes that are the marker's first ones
 * are withheld until the bytes behind them decide.
 *
 * <p>The search skips ahead by the marker's length where the last byte compared does not occur in
 * the marker (Horspool), so that most payload bytes are never looked at.
 */
final class MarkedPayload implements PayloadReader {
  private final byte[] marker;
  private final int[] skips = new int[256];
  private final byte[] seam; // withheld bytes, then the first ones of a chunk
  private int withheld; // < marker.length; so many of the marker's first bytes
  private long passed;
  private boolean isComplete;

  MarkedPayload(byte[] marker) {
    this.marker = marker;
    this.seam = new byte[2 * (marker.length - 1)];
    Arrays.fill(skips, marker.length);
    for (int i = 0; i < marker.length - 1; i++) {
      skips[marker[i] & 0xff] = marker.length - 1 - i;
    }
  }

  @Override
  public int accept(byte[] chunk, int start, int count, PayloadSink sink) {
    if (isComplete || count == 0) {
      return 0;
    }
    int joined = withheld + Math.min(count, marker.length - 1);
    System.arraycopy(chunk, start, seam, withheld, joined - withheld);
    int atSeam = find(seam, 0, joined);
    if (atSeam >= 0) {
      return finishInSeam(atSeam, sink);
    }
    int inChunk = find(chunk, start, count);
    return inChunk >= 0
        ? finishInChunk(chunk, start, inChunk, sink)
        : passSafeBytes(chunk, start, count, beginning(chunk, start, count, joined), sink);
  }

  /** The marker begins in withheld bytes and ends in the chunk. */
  private int finishInSeam(int at, PayloadSink sink) {
    pass(marker, 0, at, sink);
    isComplete = true;
    return at + marker.length - withheld;
  }

  private int finishInChunk(byte[] chunk, int start, int at, PayloadSink sink) {
    pass(marker, 0, withheld, sink);
    pass(chunk, start, at - start, sink);
    isComplete = true;
    return at - start + marker.length;
  }

  /** How many of the last bytes, withheld ones and the chunk's, may be the marker's first ones. */
  private int beginning(byte[] chunk, int start, int count, int joined) {
    return count < marker.length
        ? beginningAtEnd(seam, 0, joined)
        : beginningAtEnd(chunk, start, count);
  }

  private int beginningAtEnd(byte[] bytes, int start, int count) {
    int end = start + count;
    int length = Math.min(count, marker.length - 1);
    while (!Arrays.equals(bytes, end - length, end, marker, 0, length)) {
      length--;
    }
    return length;
  }

  private int passSafeBytes(byte[] chunk, int start, int count, int keep, PayloadSink sink) {
    pass(marker, 0, Math.min(withheld, withheld + count - keep), sink);
    pass(chunk, start, Math.max(0, count - keep), sink);
    System.arraycopy(marker, 0, seam, 0, keep);
    withheld = keep;
    return count;
  }

  private void pass(byte[] bytes, int start, int count, PayloadSink sink) {
    if (count > 0) {
      sink.payload(bytes, start, count);
      passed += count;
    }
  }

  private int find(byte[] bytes, int start, int count) {
    int last = marker.length - 1;
    int at = start;
    while (at + last < start + count) {
      byte compared = bytes[at + last];
      if (compared == marker[last] && isMarker(bytes, at)) {
        return at;
      }
      at += skips[compared & 0xff];
    }
    return -1;
  }

  private boolean isMarker(byte[] bytes, int at) {
    return Arrays.equals(bytes, at, at + marker.length, marker, 0, marker.length);
  }

  @Override
  public boolean isComplete() {
    return isComplete;
  }

  @Override
  public long payloadBytes() {
    return passed;
  }
}
