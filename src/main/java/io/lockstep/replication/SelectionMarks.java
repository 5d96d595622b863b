package io.lockstep.replication;

import io.lockstep.resp.ProtocolException;
import io.lockstep.resp.ProtocolLimits;
import io.lockstep.resp.Request;
import io.lockstep.resp.RequestDecoder;

/**
 * Which database the stream had selected at some of its command boundaries: one in each {@link
 * #SPACING_BYTES}, and the first in each block. What lies between two of them is read again when
 * somebody asks.
 */
final class SelectionMarks {
  static final int UNKNOWN = -1;
  static final int SPACING_BYTES = 16 * 1024;

  // mark i, oldest first, is at (head + i) & (offsets.length - 1), for 0 <= i < count
  private long[] offsets = new long[16];
  private int[] databases = new int[16];
  private boolean[] followOne = new boolean[16];
  private int head;
  private int count;

  /**
   * Notes that a command begins at an offset, with this database selected.
   *
   * @param followsOne whether what was appended before it, and may have begun in bytes that are
   *     dropped, is one command
   */
  void add(long offset, int database, boolean followsOne) {
    if (count == offsets.length) {
      grow();
    }
    int at = at(count++);
    offsets[at] = offset;
    databases[at] = database;
    followOne[at] = followsOne;
  }

  private void grow() {
    long[] moreOffsets = new long[offsets.length * 2];
    int[] moreDatabases = new int[offsets.length * 2];
    boolean[] moreFollowOne = new boolean[offsets.length * 2];
    for (int i = 0; i < count; i++) {
      moreOffsets[i] = offsets[at(i)];
      moreDatabases[i] = databases[at(i)];
      moreFollowOne[i] = followOne[at(i)];
    }
    offsets = moreOffsets;
    databases = moreDatabases;
    followOne = moreFollowOne;
    head = 0;
  }

  private int at(int i) {
    return (head + i) & (offsets.length - 1);
  }

  /** Whether a boundary at this offset is far enough from the last one noted. */
  boolean isDue(long offset) {
    return count == 0 || offset - offsets[at(count - 1)] >= SPACING_BYTES;
  }

  /** Forgets what lies before the first byte retained. */
  void dropBefore(long firstOffset) {
    while (count > 0 && offsets[head] < firstOffset) {
      head = at(1);
      count--;
    }
  }

  void clear() {
    head = 0;
    count = 0;
  }

  /** The last mark at or before an offset, or −1 for none. */
  int floor(long offset) {
    int found = -1;
    for (int low = 0, high = count - 1; low <= high; ) {
      int middle = (low + high) >>> 1;
      if (offsets[at(middle)] <= offset) {
        found = middle;
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return found;
  }

  boolean isEmpty() {
    return count == 0;
  }

  long offset(int mark) {
    return offsets[at(mark)];
  }

  int database(int mark) {
    return databases[at(mark)];
  }

  boolean followsOne(int mark) {
    return followOne[at(mark)];
  }

  /**
   * The database that is selected once the commands that begin before an end are executed.
   *
   * @param bytes from a command boundary to that end or beyond it
   * @param length up to the end
   */
  static int after(int database, byte[] bytes, int length) {
    RequestDecoder decoder = new RequestDecoder(ProtocolLimits.master());
    Request request = new Request();
    int selected = database;
    try {
      System.arraycopy(bytes, 0, decoder.reserve(bytes.length), decoder.writeIndex(), bytes.length);
      decoder.written(bytes.length);
      while (decoder.consumedBytes() < length && decoder.next(request)) {
        selected = request.is(0, "SELECT") ? database(request) : selected;
      }
      return selected;
    } catch (ProtocolException unreadable) {
      return UNKNOWN;
    }
  }

  private static int database(Request request) {
    try {
      return request.count() == 2 ? Integer.parseInt(request.text(1)) : UNKNOWN;
    } catch (NumberFormatException notANumber) {
      return UNKNOWN;
    }
  }
}
