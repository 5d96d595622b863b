package io.lockstep.memory;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Reads and writes records in pages. A record is one block: the epoch of its birth, a word of
 * access clock and kind, the lengths of key and value, the time of expiry if it has one, key,
 * value.
 */
public final class Records {
  public static final int NONE = 0;
  public static final long NO_EXPIRY = -1;
  public static final int MAX_NARROW_KEY_BYTES = 0xFFF;
  public static final int MAX_NARROW_VALUE_BYTES = 0xF_FFFF;

  /*
   *  0  int   epoch
   *  4  int   access clock << 8 | kind    kind: bits 0-3 type, 6 expiry, 7 wide, and 4-5 the form:
   *                                       of a string 4 text, 5 raw, else a ValueForm
   *  8  int   key length << 20 | value length   or, when wide, int key length, int value length
   * 12 (16)   long time of expiry, when there is one
   * ..        key, value
   */
  private static final int EPOCH = 0;
  private static final int ACCESS = 4;
  private static final int LENGTHS = 8;
  private static final int NARROW_HEADER_BYTES = 12;
  private static final int WIDE_HEADER_BYTES = 16;
  private static final int EXPIRY_BYTES = 8;

  static final int TYPE_MASK = 0x0F;
  static final int TEXT = 0x10;
  static final int RAW = 0x20;
  static final int EXPIRY = 0x40;
  static final int WIDE = 0x80;
  static final int FORM_MASK = TEXT | RAW;
  private static final int FORM_SHIFT = 4;
  private static final int KIND_MASK = 0xFF;
  private static final int CLOCK_SHIFT = 8;
  private static final int VALUE_BITS = 20;

  private static final VarHandle LONG_VIEW =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final Pages pages;

  public Records(Pages pages) {
    this.pages = pages;
  }

  /** Size of a record with these parts. */
  public static long bytes(int keyLength, int valueLength, boolean hasExpiry) {
    int header = isNarrow(keyLength, valueLength) ? NARROW_HEADER_BYTES : WIDE_HEADER_BYTES;
    return (long) header + (hasExpiry ? EXPIRY_BYTES : 0) + keyLength + valueLength;
  }

  private static boolean isNarrow(int keyLength, int valueLength) {
    return keyLength <= MAX_NARROW_KEY_BYTES && valueLength <= MAX_NARROW_VALUE_BYTES;
  }

  /** Writes all of a record but key and value; the access clock is as given, raw is not set. */
  public void writeHeader(
      int record, int epoch, int clock, int keyLength, int valueLength, long expireAtMs) {
    boolean narrow = isNarrow(keyLength, valueLength);
    boolean expires = expireAtMs != NO_EXPIRY;
    int kind = (narrow ? 0 : WIDE) | (expires ? EXPIRY : 0);
    pages.putInt(record, EPOCH, epoch);
    pages.putInt(record, ACCESS, clock << CLOCK_SHIFT | kind);
    writeLengths(record, narrow, keyLength, valueLength);
    if (expires) {
      pages.putLong(record, headerBytes(kind), expireAtMs);
    }
  }

  /** Writes a whole record into a block; raw is not set. */
  public void write(
      int record,
      int epoch,
      int clock,
      byte[] key,
      int keyStart,
      int keyLength,
      byte[] value,
      int valueStart,
      int valueLength,
      long expireAtMs) {
    writeHeader(record, epoch, clock, keyLength, valueLength, expireAtMs);
    MemorySegment segment = segment(record);
    long offset = Pages.offset(record) + keyAt(kind(record));
    MemorySegment.copy(key, keyStart, segment, JAVA_BYTE, offset, keyLength);
    MemorySegment.copy(value, valueStart, segment, JAVA_BYTE, offset + keyLength, valueLength);
  }

  /** Fills a written header's key, and its value as far as it goes, from another record. */
  public void copyContent(int from, int to) {
    long keyBytes = keyLength(from);
    int valueBytes = Math.min(valueLength(from), valueLength(to));
    MemorySegment.copy(
        segment(from), keyOffset(from), segment(to), keyOffset(to), keyBytes + valueBytes);
    copySpelling(from, to);
  }

  /** Fills a written header's value from another record. */
  public void copyValue(int from, int to) {
    MemorySegment.copy(
        segment(from), valueOffset(from), segment(to), valueOffset(to), valueLength(from));
    copySpelling(from, to);
  }

  public void writeKey(int record, byte[] key, int start, int length) {
    MemorySegment.copy(key, start, segment(record), JAVA_BYTE, keyOffset(record), length);
  }

  /** Fills the value of a record that the caller owns. */
  public void writeValue(int record, byte[] value, int start, int length) {
    MemorySegment.copy(value, start, segment(record), JAVA_BYTE, valueOffset(record), length);
  }

  /** The value of a record that holds one floating-point number. */
  public double score(int record) {
    return Double.longBitsToDouble(segment(record).get(Pages.LONG, valueOffset(record)));
  }

  /** Fills the value of a record that the caller owns, and that has room for one such number. */
  public void score(int record, double score) {
    segment(record).set(Pages.LONG, valueOffset(record), Double.doubleToRawLongBits(score));
  }

  private void copySpelling(int from, int to) {
    int spelling = kind(from) & (TYPE_MASK | FORM_MASK);
    pages.putInt(to, ACCESS, pages.getInt(to, ACCESS) | spelling);
  }

  /**
   * Whether a record that is written with these lengths has its key and value at the same place.
   */
  public boolean hasLayoutOf(int record, int keyLength, int valueLength) {
    return isNarrow(keyLength, valueLength) == ((kind(record) & WIDE) == 0);
  }

  /** Size of a record with a value of another length, or −1 if its layout were another then. */
  public long bytesWithValue(int record, int valueLength) {
    int keyLength = keyLength(record);
    int kind = kind(record);
    return isNarrow(keyLength, valueLength) == ((kind & WIDE) == 0)
        ? (long) keyAt(kind) + keyLength + valueLength
        : -1;
  }

  /** Changes the length of a value in its block, which must have the layout and the room. */
  public void valueLength(int record, int length) {
    int before = valueLength(record);
    stretchValue(record, length);
    zeroValueFrom(record, Math.min(before, length));
  }

  /** As {@link #valueLength(int, int)}, but what grows is undefined. */
  public void stretchValue(int record, int length) {
    writeLengths(record, (kind(record) & WIDE) == 0, keyLength(record), length);
  }

  /** Fills the value's bytes from this one on with zeros. */
  public void zeroValueFrom(int record, int from) {
    int bytes = valueLength(record) - from;
    if (bytes > 0) {
      segment(record).asSlice(valueOffset(record) + from, bytes).fill((byte) 0);
    }
  }

  private void writeLengths(int record, boolean narrow, int keyLength, int valueLength) {
    if (narrow) {
      pages.putInt(record, LENGTHS, keyLength << VALUE_BITS | valueLength);
    } else {
      pages.putInt(record, LENGTHS, keyLength);
      pages.putInt(record, LENGTHS + 4, valueLength);
    }
  }

  /** Where the records are. */
  public Pages pages() {
    return pages;
  }

  public MemorySegment segment(int record) {
    return pages.segment(record);
  }

  public int epoch(int record) {
    return pages.getInt(record, EPOCH);
  }

  private int kind(int record) {
    return pages.getInt(record, ACCESS) & KIND_MASK;
  }

  private static int headerBytes(int kind) {
    return (kind & WIDE) == 0 ? NARROW_HEADER_BYTES : WIDE_HEADER_BYTES;
  }

  private static int keyAt(int kind) {
    return headerBytes(kind) + ((kind & EXPIRY) == 0 ? 0 : EXPIRY_BYTES);
  }

  public RecordType type(int record) {
    return RecordType.ofCode(kind(record) & TYPE_MASK);
  }

  /** How the value of a record that is no string is kept. */
  public ValueForm form(int record) {
    return ValueForm.ofCode((kind(record) & FORM_MASK) >>> FORM_SHIFT);
  }

  /** Whether the list of a packed hash has a time of expiry for each field. */
  public boolean isTimed(int record) {
    return (kind(record) & FORM_MASK) == ValueForm.TIMED << FORM_SHIFT;
  }

  /** Marks a packed hash whose list has just been written with times. */
  public void markTimed(int record) {
    int access = pages.getInt(record, ACCESS);
    pages.putInt(record, ACCESS, access | ValueForm.TIMED << FORM_SHIFT);
  }

  /** Says what the value of a record is that the caller has just written. */
  public void type(int record, RecordType type, ValueForm form) {
    int rest = pages.getInt(record, ACCESS) & ~(TYPE_MASK | FORM_MASK);
    pages.putInt(record, ACCESS, rest | form.code() << FORM_SHIFT | type.code());
  }

  /** Place of the key in {@link #segment}, in bytes. */
  public long keyOffset(int record) {
    return Pages.offset(record) + keyAt(kind(record));
  }

  public int keyLength(int record) {
    int lengths = pages.getInt(record, LENGTHS);
    return (kind(record) & WIDE) == 0 ? lengths >>> VALUE_BITS : lengths;
  }

  /** Place of the value in {@link #segment}, in bytes. */
  public long valueOffset(int record) {
    return keyOffset(record) + keyLength(record);
  }

  public int valueLength(int record) {
    return (kind(record) & WIDE) == 0
        ? pages.getInt(record, LENGTHS) & MAX_NARROW_VALUE_BYTES
        : pages.getInt(record, LENGTHS + 4);
  }

  /** Size of the record as it is. */
  public long bytes(int record) {
    return (long) keyAt(kind(record)) + keyLength(record) + valueLength(record);
  }

  /** The last byte of the value, or of the key where there is none. */
  int lastByte(int record) {
    return pages.getByte(record, bytes(record) - 1);
  }

  public boolean hasExpiry(int record) {
    return (kind(record) & EXPIRY) != 0;
  }

  /** Unix time of expiry in milliseconds, or {@link #NO_EXPIRY}. */
  public long expireAtMs(int record) {
    int kind = kind(record);
    return (kind & EXPIRY) == 0 ? NO_EXPIRY : pages.getLong(record, headerBytes(kind));
  }

  /** Changes the time of a record that has one already. */
  public void expireAtMs(int record, long atMs) {
    if (!hasExpiry(record)) {
      throw new IllegalStateException("record " + record + " has no room for a time of expiry");
    }
    pages.putLong(record, headerBytes(kind(record)), atMs);
  }

  /** The 24 bits that eviction keeps: seconds of last access, or minutes and a frequency. */
  public int accessClock(int record) {
    return pages.getInt(record, ACCESS) >>> CLOCK_SHIFT;
  }

  public void accessClock(int record, int clock) {
    pages.putInt(record, ACCESS, clock << CLOCK_SHIFT | kind(record));
  }

  /** Whether OBJECT ENCODING is `raw` whatever the length, since the value was changed in place. */
  public boolean isRaw(int record) {
    return (kind(record) & RAW) != 0;
  }

  /** Marks a record that the caller owns, see {@code Database.resizeValue}. */
  public void markRaw(int record) {
    pages.putInt(record, ACCESS, pages.getInt(record, ACCESS) | RAW);
  }

  /** Whether the value is no number to OBJECT ENCODING though it reads like one. */
  public boolean isText(int record) {
    return (kind(record) & TEXT) != 0;
  }

  /** Marks a record that the caller has just written: the sum of INCRBYFLOAT is text. */
  public void markText(int record) {
    pages.putInt(record, ACCESS, pages.getInt(record, ACCESS) | TEXT);
  }

  public byte[] key(int record) {
    return copy(record, keyOffset(record), keyLength(record));
  }

  public byte[] value(int record) {
    return copy(record, valueOffset(record), valueLength(record));
  }

  private byte[] copy(int record, long offset, int length) {
    byte[] bytes = new byte[length];
    MemorySegment.copy(segment(record), JAVA_BYTE, offset, bytes, 0, length);
    return bytes;
  }

  public boolean keyEquals(int record, byte[] key, int start, int length) {
    MemorySegment segment = segment(record);
    long base = Pages.offset(record);
    int kind = segment.get(Pages.INT, base + ACCESS) & KIND_MASK;
    int lengths = segment.get(Pages.INT, base + LENGTHS);
    int keyLength = (kind & WIDE) == 0 ? lengths >>> VALUE_BITS : lengths;
    return keyLength == length && bytesEqual(segment, base + keyAt(kind), key, start, length);
  }

  static boolean bytesEqual(
      MemorySegment segment, long offset, byte[] bytes, int start, int length) {
    int at = 0;
    for (; at + 8 <= length; at += 8) {
      if (segment.get(Pages.LONG, offset + at) != (long) LONG_VIEW.get(bytes, start + at)) {
        return false;
      }
    }
    return length >= 8
        ? segment.get(Pages.LONG, offset + length - 8)
            == (long) LONG_VIEW.get(bytes, start + length - 8)
        : shortBytesEqual(segment, offset, bytes, start, length);
  }

  private static boolean shortBytesEqual(
      MemorySegment segment, long offset, byte[] bytes, int start, int length) {
    for (int at = 0; at < length; at++) {
      if (segment.get(JAVA_BYTE, offset + at) != bytes[start + at]) {
        return false;
      }
    }
    return true;
  }
}
