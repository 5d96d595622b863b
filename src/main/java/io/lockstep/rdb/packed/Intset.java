package io.lockstep.rdb.packed;

/**
 * The members of an intset, the form of small sets of numbers.
 *
 * <p>The width of a member in bytes (2, 4 or 8), their count, and the members in ascending order.
 * The width may exceed what the members need: it does not shrink when one is removed.
 */
public final class Intset extends Elements {
  static final int HEADER_BYTES = 8;

  private int width;

  @Override
  int check(int start, int limit) throws MalformedPackException {
    checkSize(start, limit, HEADER_BYTES);
    width = checkedWidth(start);
    int found = checkedCount(start, limit);
    checkOrder(start + HEADER_BYTES, limit);
    standAt(start + HEADER_BYTES);
    return found;
  }

  private int checkedWidth(int start) throws MalformedPackException {
    long told = LittleEndian.u32(bytes, start);
    if (told != 2 && told != 4 && told != 8) {
      throw malformed(start, "members of " + told + " bytes");
    }
    return (int) told;
  }

  private int checkedCount(int start, int limit) throws MalformedPackException {
    long told = LittleEndian.u32(bytes, start + 4);
    if (told == 0 || told * width != limit - start - HEADER_BYTES) {
      throw malformed(start + 4, "says " + told + " members of " + width + " bytes");
    }
    return (int) told;
  }

  private void checkOrder(int first, int limit) throws MalformedPackException {
    for (int place = first + width; place < limit; place += width) {
      if (member(place - width) >= member(place)) {
        throw malformed(place, "members are not in order");
      }
    }
  }

  @Override
  int take(int place) {
    number(member(place));
    return place + width;
  }

  private long member(int place) {
    return switch (width) {
      case 2 -> LittleEndian.i16(bytes, place);
      case 4 -> LittleEndian.i32(bytes, place);
      default -> LittleEndian.i64(bytes, place);
    };
  }
}
