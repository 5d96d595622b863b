package io.lockstep.memory;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * One element as a {@link PackedList} holds it: a head that tells kind and length, the bytes, and
 * how many bytes these two are, to be read from behind. What spells a number in its only way is
 * kept in binary form, in as few bytes as it takes (Redis, {@code listpack.c}).
 */
public final class PackedElement {
  static final int SHORT_TEXT = 0x80; // 10xxxxxx: length in 6 bits
  static final int MIDDLE_TEXT = 0xE0; // 1110xxxx: length in 12 bits
  static final int LONG_TEXT = 0xF0; // length in the next 4 bytes

  /** A text of more bytes has a head of its own kind. */
  static final int MAX_MIDDLE_TEXT = 0xFFF;

  static final int LONG_TEXT_HEAD_BYTES = 1 + Integer.BYTES;

  private static final int NUMBER_13 = 0xC0; // 110xxxxx
  private static final int NUMBER_16 = 0xF1;
  private static final int NUMBER_24 = 0xF2;
  private static final int NUMBER_32 = 0xF3;
  private static final int NUMBER_64 = 0xF4;

  private static final int MAX_SHORT_TEXT = 0x3F;
  private static final long MAX_WHOLE = 1L << 62; // as Redis, double2ll
  private static final int MAX_FRAME_BYTES = 10; // head and back length
  private static final VarHandle SHORTS = view(short[].class);
  private static final VarHandle INTS = view(int[].class);
  private static final VarHandle LONGS = view(long[].class);

  private byte[] bytes = new byte[128];
  private int length;

  private static VarHandle view(Class<?> array) {
    return MethodHandles.byteArrayViewVarHandle(array, ByteOrder.LITTLE_ENDIAN);
  }

  /** The bytes of the element are the first {@link #length} of these. */
  byte[] bytes() {
    return bytes;
  }

  /** How many bytes it takes in a list. */
  public int length() {
    return length;
  }

  /** Copies it to where there is room for its length. */
  public void copyTo(byte[] into, int at) {
    System.arraycopy(bytes, 0, into, at, length);
  }

  int head() {
    return bytes[0] & 0xFF;
  }

  /** Becomes the element of these bytes. */
  public PackedElement of(byte[] source, int start, int count) {
    if (count <= Decimals.MAX_LENGTH && mayBeNumber(source, start, count)) {
      long value = Decimals.parse(source, start, count);
      if (value != Decimals.INVALID || Decimals.isMinimum(source, start, count)) {
        return number(value);
      }
    }
    beginText(count);
    System.arraycopy(source, start, bytes, length, count);
    return end(count);
  }

  private static boolean mayBeNumber(byte[] source, int start, int count) {
    return count > 0 && (source[start] == '-' || (source[start] >= '0' && source[start] <= '9'));
  }

  /** Becomes the element of these bytes. */
  public PackedElement of(Element element) {
    if (element.length() <= Decimals.MAX_LENGTH) {
      return of(element.toBytes(), 0, element.length());
    }
    beginText(element.length());
    MemorySegment.copy(
        element.segment(), JAVA_BYTE, element.offset(), bytes, length, element.length());
    return end(element.length());
  }

  private void beginText(int count) {
    ensure(count + MAX_FRAME_BYTES);
    if (count <= MAX_SHORT_TEXT) {
      bytes[0] = (byte) (SHORT_TEXT | count);
      length = 1;
    } else if (count <= MAX_MIDDLE_TEXT) {
      bytes[0] = (byte) (MIDDLE_TEXT | count >>> 8);
      bytes[1] = (byte) count;
      length = 2;
    } else {
      bytes[0] = (byte) LONG_TEXT;
      INTS.set(bytes, 1, count);
      length = 5;
    }
  }

  /** Bytes of an element whose text is longer than the shorter heads can tell. */
  public static int longTextBytes(int count) {
    int body = LONG_TEXT_HEAD_BYTES + count;
    return Math.addExact(body, backBytes(body));
  }

  private void ensure(int room) {
    if (room > bytes.length) {
      bytes = new byte[Math.max(room, bytes.length * 2)];
    }
  }

  /** Becomes the element of this number. */
  public PackedElement number(long value) {
    length = 1;
    if (value >= 0 && value <= 0x7F) {
      bytes[0] = (byte) value;
      return end(0);
    } else if (value >= -4096 && value <= 4095) {
      bytes[0] = (byte) (NUMBER_13 | (value >> 8 & 0x1F));
      bytes[1] = (byte) value;
      return end(1);
    } else if (value == (short) value) {
      bytes[0] = (byte) NUMBER_16;
      SHORTS.set(bytes, 1, (short) value);
      return end(2);
    }
    return wideNumber(value);
  }

  /**
   * Becomes the element of a floating-point number: a whole one as such, which takes the sign from
   * a zero, any other as its eight bytes. Only {@link PackedList#score} can tell these from a text.
   */
  public PackedElement score(double score) {
    long whole = (long) score;
    if (whole == score && Math.abs(whole) <= MAX_WHOLE) {
      return number(whole);
    }
    bytes[0] = (byte) (SHORT_TEXT | Long.BYTES);
    LONGS.set(bytes, 1, Double.doubleToRawLongBits(score));
    length = 1;
    return end(Long.BYTES);
  }

  private PackedElement wideNumber(long value) {
    if (value >= -(1 << 23) && value < 1 << 23) {
      bytes[0] = (byte) NUMBER_24;
      SHORTS.set(bytes, 1, (short) value);
      bytes[3] = (byte) (value >> 16);
      return end(3);
    } else if (value == (int) value) {
      bytes[0] = (byte) NUMBER_32;
      INTS.set(bytes, 1, (int) value);
      return end(4);
    }
    bytes[0] = (byte) NUMBER_64;
    LONGS.set(bytes, 1, value);
    return end(8);
  }

  /** Appends the length of head and body, seven bits a byte, the lowest last. */
  private PackedElement end(int bodyBytes) {
    int body = length + bodyBytes;
    int back = backBytes(body);
    for (int index = 0; index < back; index++) {
      int part = (body >>> (7 * (back - 1 - index))) & 0x7F;
      bytes[body + index] = (byte) (index == 0 ? part : part | 0x80);
    }
    length = body + back;
    return this;
  }

  // ---- what a head says

  static boolean isNumber(int head) {
    return head < SHORT_TEXT || (head & 0xE0) == NUMBER_13 || (head > LONG_TEXT && head < 0xFF);
  }

  static int headBytes(int head) {
    if ((head & 0xF0) == MIDDLE_TEXT) {
      return 2;
    }
    return head == LONG_TEXT ? 5 : 1;
  }

  /** Bytes behind the head of a number. */
  static int bodyBytes(int head) {
    if (head < SHORT_TEXT) {
      return 0;
    } else if ((head & 0xE0) == NUMBER_13) {
      return 1;
    }
    return switch (head) {
      case NUMBER_16 -> 2;
      case NUMBER_24 -> 3;
      case NUMBER_32 -> 4;
      case NUMBER_64 -> 8;
      default -> throw new IllegalStateException("no element begins with " + head);
    };
  }

  /**
   * Bytes that tell the length of a body from behind: seven bits each, and yet 2^14 - 1 and its
   * like take one more, as they do in Redis.
   */
  public static int backBytes(long body) {
    if (body < 1 << 7) {
      return 1;
    } else if (body < (1 << 14) - 1) {
      return 2;
    } else if (body < (1 << 21) - 1) {
      return 3;
    }
    return body < (1 << 28) - 1 ? 4 : 5;
  }
}
