package io.lockstep.rdb.packed;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Numbers with the lowest byte first, in an array. */
final class LittleEndian {
  private static final VarHandle SHORTS = view(short[].class);
  private static final VarHandle INTS = view(int[].class);
  private static final VarHandle LONGS = view(long[].class);

  private LittleEndian() {}

  private static VarHandle view(Class<?> array) {
    return MethodHandles.byteArrayViewVarHandle(array, ByteOrder.LITTLE_ENDIAN);
  }

  static int i16(byte[] bytes, int at) {
    return (short) SHORTS.get(bytes, at);
  }

  static int u16(byte[] bytes, int at) {
    return i16(bytes, at) & 0xffff;
  }

  static int i24(byte[] bytes, int at) {
    return u16(bytes, at) | bytes[at + 2] << 16;
  }

  static int i32(byte[] bytes, int at) {
    return (int) INTS.get(bytes, at);
  }

  static long u32(byte[] bytes, int at) {
    return i32(bytes, at) & 0xffff_ffffL;
  }

  static long i64(byte[] bytes, int at) {
    return (long) LONGS.get(bytes, at);
  }

  static void put16(byte[] bytes, int at, int value) {
    SHORTS.set(bytes, at, (short) value);
  }

  static void put24(byte[] bytes, int at, int value) {
    put16(bytes, at, value);
    bytes[at + 2] = (byte) (value >> 16);
  }

  static void put32(byte[] bytes, int at, int value) {
    INTS.set(bytes, at, value);
  }

  static void put64(byte[] bytes, int at, long value) {
    LONGS.set(bytes, at, value);
  }
}
