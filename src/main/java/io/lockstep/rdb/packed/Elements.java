package io.lockstep.rdb.packed;

import io.lockstep.memory.Decimals;
import java.util.Locale;
import java.util.Objects;

/**
 * A walk over the elements of a packed string, all of which has been checked when {@link #open}
 * returns. One such object serves any number of strings, one after the other, and allocates for
 * none of them.
 *
 * <p>An element is a text or a number. A number stands for its decimal text; pairs (field and
 * value, member and score) are two elements in a row.
 */
public abstract sealed class Elements permits Intset, Listpack, Ziplist, Zipmap {
  static final int END_BYTE = 0xff;
  static final int END_BYTES = 1;

  private static final byte[] NOTHING = {};

  byte[] bytes = NOTHING;
  private int origin;
  private int first;

  // 0 <= taken <= count; the next element begins at `at`
  private int count;
  private int taken;
  private int at;

  private final byte[] spelled = new byte[Decimals.MAX_LENGTH];
  private boolean isNumber;
  private long number;
  private byte[] text = NOTHING;
  private int textStart;
  private int textLength;

  /**
   * Checks the string and stands before its first element. The bytes must stay as they are while
   * their elements are read.
   *
   * @throws MalformedPackException when a byte is wrong; there are no elements then
   */
  public final void open(byte[] source, int start, int length) throws MalformedPackException {
    Objects.checkFromIndexSize(start, length, source.length);
    bytes = source;
    origin = start;
    count = 0;
    taken = 0;
    at = start;
    count = check(start, start + length);
    first = at;
  }

  /** Stands before the first element again. */
  public final void rewind() {
    returnTo(first, 0);
  }

  /** Walks over what another one has found good, from its first element on. */
  final void share(Elements checked, int place) {
    bytes = checked.bytes;
    origin = checked.origin;
    count = checked.count;
    first = place;
    returnTo(place, 0);
  }

  /** The number of elements, whatever the string says about it. */
  public final int count() {
    return count;
  }

  /** Goes to the next element, if there is one. */
  public final boolean next() {
    if (taken == count) {
      return false;
    }
    at = take(at);
    taken++;
    return true;
  }

  /** As {@link #next}, but a number is given as its text. */
  public final boolean nextText() {
    if (!next()) {
      return false;
    }
    if (isNumber) {
      text(spelled, 0, Decimals.write(number, spelled));
    }
    return true;
  }

  /** Whether the element is a number, else it is a text. */
  public final boolean isNumber() {
    return isNumber;
  }

  /** The value of a number. */
  public final long number() {
    return number;
  }

  /** Where a text is, from {@link #start} on, for {@link #length}, until the next element. */
  public final byte[] bytes() {
    return text;
  }

  /** The text of the element, in an array of its own. */
  public final byte[] copy() {
    return java.util.Arrays.copyOfRange(bytes(), start(), start() + length());
  }

  public final int start() {
    return textStart;
  }

  public final int length() {
    return textLength;
  }

  /** Checks all of {@code bytes[start..limit)} and returns the number of elements. */
  abstract int check(int start, int limit) throws MalformedPackException;

  /** Decodes the element at a place that was found good, and returns the place of the next. */
  abstract int take(int place);

  final void standAt(int place) {
    at = place;
  }

  final int place() {
    return at;
  }

  /** How many elements have been passed. */
  final int taken() {
    return taken;
  }

  /** Goes back or forth to a place where {@code passed} elements have been passed. */
  final void returnTo(int place, int passed) {
    at = place;
    taken = passed;
  }

  final void text(byte[] where, int start, int length) {
    isNumber = false;
    text = where;
    textStart = start;
    textLength = length;
  }

  final void number(long value) {
    isNumber = true;
    number = value;
  }

  final int u8(int place) {
    return bytes[place] & 0xff;
  }

  final void checkSize(int start, int limit, int least) throws MalformedPackException {
    if (limit - start < least) {
      throw malformed(start, (limit - start) + " bytes are too few");
    }
  }

  final void checkTotal(int start, int limit) throws MalformedPackException {
    long total = LittleEndian.u32(bytes, start);
    if (total != limit - start) {
      throw malformed(start, "says " + total + " bytes and has " + (limit - start));
    }
  }

  final void checkEnd(int limit) throws MalformedPackException {
    if (u8(limit - END_BYTES) != END_BYTE) {
      throw malformed(limit - END_BYTES, "no end mark");
    }
  }

  final void checkCount(int place, int announced, int unknown, int found)
      throws MalformedPackException {
    if (announced != unknown && announced != found) {
      throw malformed(place, "says " + announced + " elements and has " + found);
    }
  }

  final void checkRoom(int place, long needed, int end) throws MalformedPackException {
    if (needed > end - place) {
      throw malformed(place, "element of " + needed + " bytes reaches behind the end");
    }
  }

  final MalformedPackException malformed(int place, String what) {
    return new MalformedPackException(
        place - origin, getClass().getSimpleName().toLowerCase(Locale.ROOT) + ": " + what);
  }
}
