package io.lockstep.rdb.packed;

/**
 * The fields and values of a zipmap, the form of small hashes before Redis 2.6.
 *
 * <p>A byte with the number of pairs ({@code fe}: not known), the pairs, {@code ff}. Each text
 * follows its length: one byte, or {@code fe} and four. Between the length of a value and the value
 * a byte tells how many unused bytes come behind it.
 */
public final class Zipmap extends Elements {
  private static final int HEADER_BYTES = 1;
  private static final int UNKNOWN_COUNT = 0xfe;
  private static final int WIDE_LENGTH = 0xfe;

  @Override
  int check(int start, int limit) throws MalformedPackException {
    checkSize(start, limit, HEADER_BYTES + END_BYTES);
    checkEnd(limit);
    int pairs = checkPairs(start + HEADER_BYTES, limit - END_BYTES);
    checkCount(start, u8(start), UNKNOWN_COUNT, pairs);
    if (pairs == 0) {
      throw malformed(start, "no pairs");
    }
    standAt(start + HEADER_BYTES);
    return 2 * pairs;
  }

  private int checkPairs(int first, int end) throws MalformedPackException {
    int pairs = 0;
    for (int place = first; place < end; pairs++) {
      int value = checkedNext(place, 0, end);
      place = checkedNext(value, 1, end);
    }
    return pairs;
  }

  /** {@code more} bytes, of which the first is the unused ones' count, precede a value. */
  private int checkedNext(int place, int more, int end) throws MalformedPackException {
    checkRoom(place, 1, end);
    if (u8(place) == END_BYTE) {
      throw malformed(place, "ends too early");
    }
    int header = lengthBytes(place) + more;
    checkRoom(place, header, end);
    long size = header + textBytes(place) + (more == 0 ? 0 : u8(place + header - 1));
    checkRoom(place, size, end);
    return place + (int) size;
  }

  @Override
  int take(int place) {
    int header = lengthBytes(place);
    int length = (int) textBytes(place);
    boolean isValue = taken() % 2 == 1;
    int unused = isValue ? u8(place + header) : 0;
    int start = place + header + (isValue ? 1 : 0);
    text(bytes, start, length);
    return start + length + unused;
  }

  private int lengthBytes(int place) {
    return u8(place) == WIDE_LENGTH ? 5 : 1;
  }

  private long textBytes(int place) {
    return u8(place) == WIDE_LENGTH ? LittleEndian.u32(bytes, place + 1) : u8(place);
  }
}
