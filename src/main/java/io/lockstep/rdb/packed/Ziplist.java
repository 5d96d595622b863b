package io.lockstep.rdb.packed;

/**
 * The elements of a ziplist, the form of small collections before Redis 7.0.
 *
 * <p>Ten bytes (total bytes, offset of the last element, count or {@code ffff}), the elements,
 * {@code ff}. An element begins with the length of the one before it, in one byte or, behind {@code
 * fe}, in four; the longer form is in order for a short length too, as Redis does not shrink it.
 */
public final class Ziplist extends Elements {
  static final int HEADER_BYTES = 10;
  static final int TAIL_OFFSET = 4;
  static final int COUNT_OFFSET = 8;
  static final int UNKNOWN_COUNT = 0xffff;

  static final int WIDE_PREVIOUS = 0xfe;

  // first bytes behind the length of the element before; texts are below INT_16
  static final int MEDIUM_TEXT = 0x40;
  static final int LARGE_TEXT = 0x80;
  static final int INT_16 = 0xc0;
  static final int INT_32 = 0xd0;
  static final int INT_64 = 0xe0;
  static final int INT_24 = 0xf0;
  static final int TINY_ZERO = 0xf1; // the numbers 0 to 12 in the byte itself
  static final int TINY_LAST = 0xfd;
  static final int INT_8 = 0xfe;

  private static final int UNKNOWN = 0;

  @Override
  int check(int start, int limit) throws MalformedPackException {
    checkSize(start, limit, HEADER_BYTES + END_BYTES);
    checkTotal(start, limit);
    checkEnd(limit);
    int found = checkElements(start, limit - END_BYTES);
    int announced = LittleEndian.u16(bytes, start + COUNT_OFFSET);
    checkCount(start + COUNT_OFFSET, announced, UNKNOWN_COUNT, found);
    standAt(start + HEADER_BYTES);
    return found;
  }

  private int checkElements(int start, int end) throws MalformedPackException {
    int found = 0;
    int last = start + HEADER_BYTES;
    int previous = 0;
    for (int place = last; place < end; place += previous) {
      previous = checkedSize(place, previous, end);
      last = place;
      found++;
    }
    if (LittleEndian.u32(bytes, start + TAIL_OFFSET) != last - start) {
      throw malformed(start + TAIL_OFFSET, "wrong offset of the last element");
    }
    return found;
  }

  private int checkedSize(int place, int previous, int end) throws MalformedPackException {
    checkPrevious(place, previous, end);
    int encoding = place + previousBytes(place);
    checkRoom(place, encoding + 1 - place, end);
    int header = headerBytes(u8(encoding));
    if (header == UNKNOWN) {
      throw malformed(encoding, "unknown encoding " + u8(encoding));
    }
    checkRoom(encoding, header, end);
    long size = encoding - place + header + textBytes(encoding);
    checkRoom(place, size, end);
    return (int) size;
  }

  private void checkPrevious(int place, int previous, int end) throws MalformedPackException {
    int width = previousBytes(place);
    checkRoom(place, width, end);
    long told = width == 1 ? u8(place) : LittleEndian.u32(bytes, place + 1);
    if (told != previous || u8(place) == END_BYTE) {
      throw malformed(place, "wrong length of the element before");
    }
  }

  private int previousBytes(int place) {
    return u8(place) == WIDE_PREVIOUS ? 5 : 1;
  }

  @Override
  int take(int place) {
    int encoding = place + previousBytes(place);
    int first = u8(encoding);
    int next = encoding + headerBytes(first);
    if (first < INT_16) {
      int length = (int) textBytes(encoding);
      text(bytes, next, length);
      return next + length;
    }
    number(number(first, encoding));
    return next;
  }

  private long number(int first, int encoding) {
    return switch (first) {
      case INT_8 -> bytes[encoding + 1];
      case INT_16 -> LittleEndian.i16(bytes, encoding + 1);
      case INT_24 -> LittleEndian.i24(bytes, encoding + 1);
      case INT_32 -> LittleEndian.i32(bytes, encoding + 1);
      case INT_64 -> LittleEndian.i64(bytes, encoding + 1);
      default -> first - TINY_ZERO;
    };
  }

  /** Bytes before a text, or all of a number; {@link #UNKNOWN} for no encoding. */
  private static int headerBytes(int first) {
    if (first < INT_16) {
      return first < MEDIUM_TEXT ? 1 : first < LARGE_TEXT ? 2 : 5;
    }
    return switch (first) {
      case INT_8 -> 2;
      case INT_16 -> 3;
      case INT_24 -> 4;
      case INT_32 -> 5;
      case INT_64 -> 9;
      default -> first >= TINY_ZERO && first <= TINY_LAST ? 1 : UNKNOWN;
    };
  }

  /** The length of a text whose header is there, highest byte first; 0 for a number. */
  private long textBytes(int encoding) {
    int first = u8(encoding);
    if (first >= INT_16) {
      return 0;
    }
    if (first < MEDIUM_TEXT) {
      return first;
    }
    return first < LARGE_TEXT
        ? (first & 0x3f) << 8 | u8(encoding + 1)
        : Integer.reverseBytes(LittleEndian.i32(bytes, encoding + 1)) & 0xffff_ffffL;
  }
}
