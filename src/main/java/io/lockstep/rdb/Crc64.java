package io.lockstep.rdb;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Objects;

/**
 * The checksum that ends an RDB file: CRC-64 with the Jones polynomial, reflected, starting at 0
 * and not inverted. Its value for the text {@code 123456789} is {@code e9c6d914c4b8d9ca}.
 *
 * <p>Sixteen bytes are folded at once, each through a table of its own; a long input is cut into
 * two lanes that advance side by side, since a single lane waits for its own tables most of the
 * time. Joining the lanes moves the first checksum over the bytes of the second.
 */
public final class Crc64 {
  private static final long REFLECTED_POLYNOMIAL = 0x95AC9329AC4BC9B5L;
  private static final int STRIDE = 16;
  private static final int LANE = 2048;
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  // FOLD[n * 256 + b]: the checksum of byte b with n zero bytes after it
  private static final long[] FOLD = foldTables();
  // OVER_LANE[n * 256 + b]: what byte n of a checksum becomes after LANE zero bytes
  private static final long[] OVER_LANE = laneTables();

  private Crc64() {}

  /** The checksum {@code crc} continued over {@code length} bytes. */
  public static long update(long crc, byte[] bytes, int start, int length) {
    Objects.checkFromIndexSize(start, length, bytes.length);
    int at = start;
    int end = start + length;
    for (; end - at >= 2 * LANE; at += 2 * LANE) {
      crc = twoLanes(crc, bytes, at);
    }
    int whole = at + (end - at) / STRIDE * STRIDE;
    crc = strides(crc, bytes, at, whole);
    return tail(crc, bytes, whole, end);
  }

  private static long twoLanes(long crc, byte[] bytes, int start) {
    long second = 0;
    for (int at = start; at < start + LANE; at += STRIDE) {
      crc = fold(crc, bytes, at);
      second = fold(second, bytes, at + LANE);
    }
    return overLane(crc) ^ second;
  }

  private static long strides(long crc, byte[] bytes, int start, int end) {
    for (int at = start; at < end; at += STRIDE) {
      crc = fold(crc, bytes, at);
    }
    return crc;
  }

  private static long tail(long crc, byte[] bytes, int start, int end) {
    for (int at = start; at < end; at++) {
      crc = FOLD[(int) (crc ^ bytes[at]) & 0xff] ^ (crc >>> 8);
    }
    return crc;
  }

  private static long fold(long crc, byte[] bytes, int at) {
    long low = crc ^ (long) LONGS.get(bytes, at);
    long high = (long) LONGS.get(bytes, at + 8);
    return mix(FOLD, 8 * 256, low) ^ mix(FOLD, 0, high);
  }

  private static long overLane(long crc) {
    return mix(OVER_LANE, 0, crc);
  }

  /** The first byte of {@code word} has the most bytes behind it, so it takes the last table. */
  private static long mix(long[] table, int base, long word) {
    return table[base + 7 * 256 + ((int) word & 0xff)]
        ^ table[base + 6 * 256 + ((int) (word >>> 8) & 0xff)]
        ^ table[base + 5 * 256 + ((int) (word >>> 16) & 0xff)]
        ^ table[base + 4 * 256 + ((int) (word >>> 24) & 0xff)]
        ^ table[base + 3 * 256 + ((int) (word >>> 32) & 0xff)]
        ^ table[base + 2 * 256 + ((int) (word >>> 40) & 0xff)]
        ^ table[base + 256 + ((int) (word >>> 48) & 0xff)]
        ^ table[base + (int) (word >>> 56)];
  }

  private static long[] foldTables() {
    long[] table = new long[STRIDE * 256];
    for (int b = 0; b < 256; b++) {
      table[b] = shiftOut(b);
    }
    for (int i = 256; i < table.length; i++) {
      table[i] = overZeroByte(table, table[i - 256]);
    }
    return table;
  }

  private static long shiftOut(long crc) {
    for (int bit = 0; bit < 8; bit++) {
      crc = (crc >>> 1) ^ ((crc & 1) == 0 ? 0 : REFLECTED_POLYNOMIAL);
    }
    return crc;
  }

  private static long overZeroByte(long[] table, long crc) {
    return table[(int) crc & 0xff] ^ (crc >>> 8);
  }

  private static long[] laneTables() {
    long[] table = new long[8 * 256];
    for (int i = 0; i < table.length; i++) {
      // the last table serves the first (lowest) byte of the checksum
      long crc = (long) (i & 0xff) << (8 * (7 - (i >>> 8)));
      for (int zero = 0; zero < LANE; zero++) {
        crc = overZeroByte(FOLD, crc);
      }
      table[i] = crc;
    }
    return table;
  }
}
