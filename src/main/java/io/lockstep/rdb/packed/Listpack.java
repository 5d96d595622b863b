package io.lockstep.rdb.packed;

import io.lockstep.memory.PackedElement;

/**
 * The elements of a listpack, the form of small collections since Redis 7.0 and of the nodes of
 * streams.
 *
 * <p>Six bytes (total bytes, count or {@code ffff}), the elements, {@code ff}. An element ends with
 * its own length, so that the list can be walked backwards: seven bits per byte, the highest first,
 * all but the first byte marked by their upper bit.
 */
public final class Listpack extends Elements {
  static final int HEADER_BYTES = 6;
  static final int UNKNOWN_COUNT = 0xffff;

  // first bytes; below SMALL_TEXT the byte is itself a number
  static final int SMALL_TEXT = 0x80;
  static final int INT_13 = 0xc0;
  static final int MEDIUM_TEXT = 0xe0;
  static final int LARGE_TEXT = 0xf0;
  static final int INT_16 = 0xf1;
  static final int INT_24 = 0xf2;
  static final int INT_32 = 0xf3;
  static final int INT_64 = 0xf4;

  private static final int UNKNOWN = 0;

  @Override
  int check(int start, int limit) throws MalformedPackException {
    checkSize(start, limit, HEADER_BYTES + END_BYTES);
    checkTotal(start, limit);
    checkEnd(limit);
    int end = limit - END_BYTES;
    int found = 0;
    for (int place = start + HEADER_BYTES; place < end; place = checkedNext(place, end)) {
      found++;
    }
    checkCount(start + 4, LittleEndian.u16(bytes, start + 4), UNKNOWN_COUNT, found);
    standAt(start + HEADER_BYTES);
    return found;
  }

  private int checkedNext(int place, int end) throws MalformedPackException {
    int header = headerBytes(u8(place));
    if (header == UNKNOWN) {
      throw malformed(place, "unknown encoding " + u8(place));
    }
    checkRoom(place, header, end);
    long size = header + textBytes(place);
    checkRoom(place, size + PackedElement.backBytes(size), end);
    return checkedBack(place, (int) size);
  }

  private int checkedBack(int place, int size) throws MalformedPackException {
    int back = place + size;
    int length = PackedElement.backBytes(size);
    for (int i = 0; i < length; i++) {
      if (bytes[back + i] != backByte(size, length, i)) {
        throw malformed(back + i, "wrong length for the way back");
      }
    }
    return back + length;
  }

  @Override
  int take(int place) {
    int first = u8(place);
    int header = headerBytes(first);
    int size = header;
    if (isText(first)) {
      int length = (int) textBytes(place);
      text(bytes, place + header, length);
      size += length;
    } else {
      number(number(first, place));
    }
    return place + size + PackedElement.backBytes(size);
  }

  private long number(int first, int place) {
    return switch (first) {
      case INT_16 -> LittleEndian.i16(bytes, place + 1);
      case INT_24 -> LittleEndian.i24(bytes, place + 1);
      case INT_32 -> LittleEndian.i32(bytes, place + 1);
      case INT_64 -> LittleEndian.i64(bytes, place + 1);
      default -> first < SMALL_TEXT ? first : int13(first, place);
    };
  }

  private int int13(int first, int place) {
    int bits = (first & 0x1f) << 8 | u8(place + 1);
    return bits << (32 - 13) >> (32 - 13);
  }

  /** Bytes before a text, or all of a number; {@link #UNKNOWN} for no encoding. */
  private static int headerBytes(int first) {
    if (first < INT_13) {
      return 1;
    }
    if (first < LARGE_TEXT) {
      return 2;
    }
    return switch (first) {
      case LARGE_TEXT, INT_32 -> 5;
      case INT_16 -> 3;
      case INT_24 -> 4;
      case INT_64 -> 9;
      default -> UNKNOWN;
    };
  }

  private static boolean isText(int first) {
    return first >= SMALL_TEXT && first <= LARGE_TEXT && (first < INT_13 || first >= MEDIUM_TEXT);
  }

  /** The length of a text whose header is there; 0 for a number. */
  private long textBytes(int place) {
    int first = u8(place);
    if (!isText(first)) {
      return 0;
    }
    if (first < INT_13) {
      return first & 0x3f;
    }
    return first == LARGE_TEXT
        ? LittleEndian.u32(bytes, place + 1)
        : (first & 0x0f) << 8 | u8(place + 1);
  }

  private static byte backByte(int size, int length, int index) {
    int sevenBits = (int) ((long) size >>> (7 * (length - 1 - index))) & 0x7f;
    return (byte) (index == 0 ? sevenBits : sevenBits | 0x80);
  }
}
